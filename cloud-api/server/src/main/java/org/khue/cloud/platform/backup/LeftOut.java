package org.khue.cloud.platform.backup;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/// Tables that a backup of the data does not hold. Found by [ServiceLoader], because a backup is
/// made without starting the cloud: name the class in
/// `META-INF/services/org.khue.cloud.platform.backup.LeftOut`.
public interface LeftOut {

  /// Tables with their schema, such as `platform.idempotency`. A table that is not there is no
  /// fault.
  List<String> tables();

  /// One sentence for the manifest.
  String why();

  /// Whether the tables are kept apart, in the newest state alone: keys, whose loss makes what they
  /// opened unreadable in every backup.
  default boolean areKeys() {
    return false;
  }

  /// Files below the cloud's data that go with keys, such as `vault`; empty for none.
  default List<String> keyDirectories() {
    return List.of();
  }

  /// All that modules declare.
  static List<LeftOut> all() {
    return ServiceLoader.load(LeftOut.class).stream()
        .map(ServiceLoader.Provider::get)
        .collect(Collectors.toUnmodifiableList());
  }
}
