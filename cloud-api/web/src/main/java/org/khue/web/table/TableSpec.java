package org.khue.web.table;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The one description of a list, made for a request so that its labels are in the reader's
/// language. From it come the reading of the URL, the page, the print view and the files.
///
/// @param id of the list, unique in the program: the name of files and of its saved views
/// @param caption what the rows are, for screen readers and for the heading of files
/// @param initial the order before the reader chose one
/// @param pageSize rows a page before the reader chose: one of [#SIZES]
/// @param empty what to say when there is nothing at all
/// @param actions what can be done with a row
public record TableSpec<R>(
    String id,
    String caption,
    List<Column<R>> columns,
    List<Filter> filters,
    Sort initial,
    int pageSize,
    @Nullable Empty empty,
    Function<R, List<RowAction>> actions) {

  /// The page sizes that readers choose from.
  public static final List<Integer> SIZES = List.of(25, 50, 100, 200);

  /// The one next action where there is nothing.
  ///
  /// @param href empty for no link
  public record Empty(String title, String action, String href, String link) {}

  public TableSpec {
    columns = List.copyOf(columns);
    filters = List.copyOf(filters);
    Set<String> keys = new HashSet<>();
    for (Column<R> column : columns) {
      if (!keys.add(column.key())) {
        throw new IllegalArgumentException(id + ": two columns have the key " + column.key());
      }
    }
    if (!SIZES.contains(pageSize)) {
      throw new IllegalArgumentException(id + ": page size must be one of " + SIZES);
    }
  }

  /// A list without filters, sorted by its first sortable column.
  @SafeVarargs
  public static <R> TableSpec<R> of(String id, String caption, Column<R>... columns) {
    Column<R> first =
        List.of(columns).stream()
            .filter(Column::sortable)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(id + ": no column is sortable"));
    return new TableSpec<>(
        id,
        caption,
        List.of(columns),
        List.of(),
        new Sort(first.key(), false),
        25,
        null,
        row -> List.of());
  }

  public TableSpec<R> filteredBy(Filter... chosen) {
    return new TableSpec<>(
        id, caption, columns, List.of(chosen), initial, pageSize, empty, actions);
  }

  public TableSpec<R> sortedBy(String column, boolean descending) {
    Sort sort = new Sort(column, descending);
    return new TableSpec<>(id, caption, columns, filters, sort, pageSize, empty, actions);
  }

  public TableSpec<R> pagesOf(int rows) {
    return new TableSpec<>(id, caption, columns, filters, initial, rows, empty, actions);
  }

  public TableSpec<R> whenEmpty(Empty words) {
    return new TableSpec<>(id, caption, columns, filters, initial, pageSize, words, actions);
  }

  public TableSpec<R> withActions(Function<R, List<RowAction>> offered) {
    return new TableSpec<>(id, caption, columns, filters, initial, pageSize, empty, offered);
  }

  /// The sortable column of that key.
  public Optional<Column<R>> sortable(String key) {
    return columns.stream().filter(c -> c.sortable() && c.key().equals(key)).findFirst();
  }

  /// The columns that a query shows, in their order here.
  public List<Column<R>> shown(TableQuery query) {
    return columns.stream().filter(column -> query.columns().contains(column.key())).toList();
  }

  /// The keys of the columns that stand there before a reader chose.
  public Set<String> initialColumns() {
    return Set.copyOf(columns.stream().filter(Column::shown).map(Column::key).toList());
  }
}
