package org.khue.web.table;

/// An order: the key of a sortable column, and the way.
public record Sort(String column, boolean descending) {
  /// As in URLs: `name`, or `-name` for descending.
  public String code() {
    return (descending ? "-" : "") + column;
  }
}
