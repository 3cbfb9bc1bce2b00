package org.khue.web.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Text;

/// A list as its template shows it.
///
/// @param path where its form is sent
/// @param state the query of this state, for a saved view
/// @param form whether filters, pager and the like are shown; not in print
/// @param saved the saved views of the reader
public record TableView(
    String id,
    String caption,
    String path,
    String state,
    boolean form,
    List<Head> heads,
    List<Line> lines,
    boolean actions,
    List<Control> controls,
    List<ColumnChoice> columnChoices,
    List<PageLink> pages,
    String count,
    boolean filtered,
    String clearHref,
    String csvHref,
    String xlsxHref,
    String printHref,
    String sort,
    int size,
    List<String> problems,
    TableSpec.@Nullable Empty empty,
    List<SavedView> saved) {

  /// @param sort `ascending`, `descending`, `none`; null when it cannot be sorted by
  /// @param style classes of its cells
  public record Head(String key, String label, @Nullable String sort, String href, String style) {}

  public record Cell(Value value, String style) {}

  public record Line(List<Cell> cells, List<RowAction> actions) {}

  /// A filter with what it is set to.
  ///
  /// @param value the words, the chosen value, or the first day
  /// @param to the last day
  public record Control(Filter filter, String value, String to) {}

  public record ColumnChoice(String key, String label, boolean shown, boolean fixed) {}

  /// @param number 0 for a gap
  public record PageLink(int number, String label, String href, boolean current) {}

  /// A saved view.
  ///
  /// @param own whether the reader made it, and so may remove it
  public record SavedView(
      String id, String name, String href, boolean current, boolean own, boolean shared) {}

  /// Arranges rows for the template.
  ///
  /// @param form whether the reader can work with the list; false for print
  public static <R> TableView of(
      Text text, TableSpec<R> spec, TableQuery query, Rows<R> rows, String path, boolean form) {
    Address address = new Address(path, spec, query);
    List<Column<R>> columns = spec.shown(query);
    List<Line> lines = new ArrayList<>();
    boolean actions = false;
    for (R row : rows.rows()) {
      List<Cell> cells =
          columns.stream().map(c -> new Cell(c.value().apply(row), style(c))).toList();
      List<RowAction> offered = form ? spec.actions().apply(row) : List.of();
      actions |= !offered.isEmpty();
      lines.add(new Line(cells, offered));
    }
    long first = rows.rows().isEmpty() ? 0 : query.offset() + 1L;
    return new TableView(
        spec.id(),
        spec.caption(),
        path,
        address.state(),
        form,
        columns.stream().map(column -> head(query, address, column)).toList(),
        lines,
        actions,
        spec.filters().stream().map(filter -> control(query, filter)).toList(),
        spec.columns().stream().map(column -> choice(query, column)).toList(),
        pages(text, query, rows.total(), address),
        text.t(
            "table.count",
            "first",
            first,
            "last",
            query.offset() + (long) rows.rows().size(),
            "total",
            rows.total()),
        !query.conditions().isEmpty(),
        address.withoutFilters(),
        address.format("csv"),
        address.format("xlsx"),
        address.format("print"),
        query.sort().equals(spec.initial()) ? "" : query.sort().code(),
        query.limit(),
        query.problems(),
        spec.empty(),
        List.of());
  }

  /// The same list with the saved views of its reader.
  public TableView withSaved(List<SavedView> views) {
    return new TableView(
        id,
        caption,
        path,
        state,
        form,
        heads,
        lines,
        actions,
        controls,
        columnChoices,
        pages,
        count,
        filtered,
        clearHref,
        csvHref,
        xlsxHref,
        printHref,
        sort,
        size,
        problems,
        empty,
        List.copyOf(views));
  }

  private static <R> String style(Column<R> column) {
    return (column.kind() == Column.Kind.NUMBER ? "n" : "")
        + (column.personal() ? " personal" : "");
  }

  private static <R> Head head(TableQuery query, Address address, Column<R> column) {
    String sort = null;
    if (column.sortable()) {
      boolean here = query.sort().column().equals(column.key());
      sort = here ? (query.sort().descending() ? "descending" : "ascending") : "none";
    }
    return new Head(
        column.key(), column.label(), sort, address.sortedBy(column.key()), style(column));
  }

  private static Control control(TableQuery query, Filter filter) {
    Optional<Condition> condition = query.condition(filter.key());
    if (condition.isEmpty()) {
      return new Control(filter, "", "");
    }
    return switch (condition.get()) {
      case Condition.Contains contains -> new Control(filter, contains.words(), "");
      case Condition.Is is -> new Control(filter, is.value(), "");
      case Condition.Between between ->
          new Control(
              filter,
              between.from() == null ? "" : between.from().toString(),
              between.to() == null ? "" : between.to().toString());
    };
  }

  private static <R> ColumnChoice choice(TableQuery query, Column<R> column) {
    return new ColumnChoice(
        column.key(), column.label(), query.columns().contains(column.key()), !column.hideable());
  }

  /// The first and the last page, and those around this one.
  private static List<PageLink> pages(Text text, TableQuery query, long total, Address address) {
    int last = (int) Math.max(1, (total + query.limit() - 1) / query.limit());
    int here = query.page();
    if (last == 1) {
      return List.of();
    }
    Set<Integer> numbers = new TreeSet<>(List.of(1, last));
    for (int page = Math.max(1, here - 1); page <= Math.min(last, here + 1); page++) {
      numbers.add(page);
    }
    List<PageLink> links = new ArrayList<>();
    int before = 0;
    for (int number : numbers) {
      if (number > before + 1) {
        links.add(new PageLink(0, "…", "", false));
      }
      links.add(new PageLink(number, text.number(number, 0), address.page(number), number == here));
      before = number;
    }
    return links;
  }
}
