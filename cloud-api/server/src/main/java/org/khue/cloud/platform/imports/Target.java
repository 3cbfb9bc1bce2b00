package org.khue.cloud.platform.imports;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Where the rows of a list go. It works in the transaction of its [Scene], within the scope of
/// whoever imports, writes its own audit entries, and never commits.
public interface Target {

  /// What names a row's record: two rows of a file must not have the same.
  ///
  /// @param column the one to blame for a doubled key
  record Key(String column, String text) {}

  /// The natural key of a row; empty when the row lacks it.
  Optional<Key> key(ImportRow row);

  /// Looks the rows up, some hundred at once.
  ///
  /// @return one finding a row, in the same order
  List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException;

  /// Adds the record of a row.
  Written insert(Scene scene, ImportRow row) throws SQLException;

  /// Changes a record to what the row says; columns that the row lacks stay.
  Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException;

  /// Restores a record exactly as it was before the import, or removes it when it was new.
  Undone undo(Scene scene, Written written) throws SQLException;
}
