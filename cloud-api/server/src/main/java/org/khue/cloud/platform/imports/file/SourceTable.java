package org.khue.cloud.platform.imports.file;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;

/// The rows of a table in a file, read one after another. Rows that are wholly empty may be left
/// out. Throws [UnreadableException] where the file breaks off.
public interface SourceTable extends Iterator<RawRow>, Closeable {
  /// Most rows of data that a file may have.
  int MOST_ROWS = 50_000;

  /// Most columns that are looked at.
  int MOST_COLUMNS = 200;

  /// Most characters of a cell.
  int LONGEST_CELL = 10_000;

  @Override
  void close() throws IOException;
}
