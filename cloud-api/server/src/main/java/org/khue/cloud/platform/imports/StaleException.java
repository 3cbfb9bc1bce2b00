package org.khue.cloud.platform.imports;

import java.io.Serial;
import java.util.List;

/// Records have changed between the dry run and applying; the transaction rolls back.
final class StaleException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Integer> rows;

  StaleException(List<Integer> rows) {
    super("records have changed since the dry run", null, false, false);
    this.rows = List.copyOf(rows);
  }

  /// Numbers of the rows.
  List<Integer> rows() {
    return rows;
  }
}
