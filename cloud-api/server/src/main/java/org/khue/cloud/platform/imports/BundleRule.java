package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Map;

/// What a ZIP of tables must satisfy as a whole, before its tables are read.
@FunctionalInterface
public interface BundleRule {
  /// @param files contents by name
  /// @return what is wrong with the bundle; blocking ones keep its tables from being read
  List<Run.Notice> check(Map<String, byte[]> files);
}
