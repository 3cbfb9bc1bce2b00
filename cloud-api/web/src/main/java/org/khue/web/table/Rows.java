package org.khue.web.table;

import java.util.List;

/// The rows that a query asked for.
///
/// @param total how many rows match, on all pages together
public record Rows<R>(List<R> rows, long total) {
  public Rows {
    rows = List.copyOf(rows);
  }
}
