package org.khue.cloud.platform.backup;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a backup holds: the file `manifest.json`, written last.
///
/// @param format of the backup, see [#FORMAT]
/// @param kind [#DATA] or [#KEYS]
/// @param madeAt moment of the snapshot, ISO 8601
/// @param postgres major version of the server
/// @param migrations by schema: `version description checksum` of each, in order
/// @param leftOut tables that are not in here, and why
/// @param configuration the configuration file's name and SHA-256; the file itself holds secrets
///   and is not in here
record Manifest(
    int format,
    String kind,
    String madeAt,
    int postgres,
    Map<String, List<String>> migrations,
    List<Table> tables,
    List<Sequence> sequences,
    List<StoredFile> files,
    Map<String, String> leftOut,
    Map<String, String> configuration) {
  static final int FORMAT = 1;
  static final String DATA = "data";
  static final String KEYS = "keys";
  static final String NAME = "manifest.json";

  /// A table or one partition of it.
  ///
  /// @param parent the partitioned table; null for a plain one
  /// @param bound the partition's bound as SQL; null for a plain table
  /// @param rowHash order of rows does not matter, see [RowHash]
  /// @param sha256 of the compressed file
  record Table(
      String name,
      @Nullable String parent,
      @Nullable String bound,
      List<String> columns,
      String file,
      long rows,
      String rowHash,
      long bytes,
      String sha256) {}

  /// Where a sequence stood.
  record Sequence(String name, long value, boolean called) {}

  /// A file of the cloud's data directory.
  ///
  /// @param path below that directory, with `/`
  record StoredFile(String path, long bytes, String sha256) {}

  long rows() {
    return tables.stream().mapToLong(Table::rows).sum();
  }
}
