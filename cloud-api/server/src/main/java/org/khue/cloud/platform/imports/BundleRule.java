package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Map;

/// What a ZIP of tables must satisfy as a whole. Asked before its tables are read, and again before
/// they are applied.
public interface BundleRule {
  /// @param files contents by name
  /// @param pending may be given what the rows of all parts need to know, by [Pending#keep]
  /// @return what is wrong with the bundle; blocking ones keep its tables from being read
  List<Run.Notice> check(Map<String, byte[]> files, Pending pending);

  /// Files of an empty bundle beside the templates of its tables, by name.
  default Map<String, String> templates() {
    return Map.of();
  }
}
