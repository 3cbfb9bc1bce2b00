package org.khue.web.table;

/// Where a list comes from. It filters, sorts and cuts out the page itself, mostly in SQL.
@FunctionalInterface
public interface TableSource<R> {
  /// Rows `offset` to `offset + limit` of those that meet every condition, in the order asked for.
  Rows<R> read(TableQuery query);
}
