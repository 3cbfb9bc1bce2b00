package org.khue.cloud.platform.web;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.web.i18n.Names;
import org.khue.web.table.Condition;
import org.khue.web.table.Rows;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSource;

/// Makes SQL of what a reader asks of a list. All SQL text comes from the store that declares this;
/// what the reader typed is bound as parameters, and a sort order or filter that the store did not
/// declare is a bug, never SQL.
///
/// ```java
/// private static final TableSql LIST =
///     TableSql.select("p.id, p.name, p.born", "people.person p")
///         .search("q", "p.name", "p.code").equal("kind", "p.kind").dates("born", "p.born")
///         .sortName("name", "p.name").sort("born", "p.born").tieBreak("p.id");
/// ```
public final class TableSql {

  /// Reads the row that a result stands at.
  @FunctionalInterface
  public interface RowReader<R> {
    R read(ResultSet row) throws SQLException;
  }

  /// Turns a filter's condition into SQL and its parameters.
  private interface Filter extends BiConsumer<Condition, Where> {}

  private static final class Where {
    private final List<String> parts = new ArrayList<>();
    private final List<@Nullable Object> parameters = new ArrayList<>();

    private void and(String part, Object... values) {
      parts.add("(" + part + ")");
      parameters.addAll(Arrays.asList(values));
    }

    private String sql() {
      return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
    }
  }

  private static final String VIETNAMESE = " COLLATE platform.vi";

  private final String columns;
  private final String from;
  private final Map<String, Filter> filters = new HashMap<>();
  private final Map<String, List<String>> orders = new HashMap<>();
  private final List<Map.Entry<String, Object[]>> fixed = new ArrayList<>();
  private String last = "";

  private TableSql(String columns, String from) {
    this.columns = columns;
    this.from = from;
  }

  private TableSql copy() {
    TableSql copy = new TableSql(columns, from);
    copy.filters.putAll(filters);
    copy.orders.putAll(orders);
    copy.fixed.addAll(fixed);
    copy.last = last;
    return copy;
  }

  private TableSql with(String filter, Filter sql) {
    TableSql copy = copy();
    copy.filters.put(filter, sql);
    return copy;
  }

  private TableSql by(String column, String... expressions) {
    TableSql copy = copy();
    copy.orders.put(column, List.of(expressions));
    return copy;
  }

  /// @param columns what is read of each row, as in SQL
  /// @param from the tables and joins, as in SQL
  public static TableSql select(String columns, String from) {
    return new TableSql(columns, from);
  }

  /// The same with a condition that always holds.
  ///
  /// @param parameters for its question marks
  public TableSql where(String condition, Object... parameters) {
    TableSql copy = copy();
    copy.fixed.add(Map.entry(condition, parameters.clone()));
    return copy;
  }

  /// Words that one of the expressions must hold, whatever their case and diacritics.
  public TableSql search(String filter, String... expressions) {
    return searchFolded(
        filter,
        Arrays.stream(expressions).map(e -> "platform.fold(" + e + ")").toArray(String[]::new));
  }

  /// As [#search], over columns that hold folded text already; for long tables.
  public TableSql searchFolded(String filter, String... expressions) {
    String any =
        Arrays.stream(expressions)
            .map(e -> e + " LIKE ? ESCAPE '\\'")
            .collect(Collectors.joining(" OR "));
    return with(
        filter,
        (condition, where) -> {
          if (condition instanceof Condition.Contains(String words)) {
            Object[] patterns = new Object[expressions.length];
            Arrays.fill(patterns, "%" + escaped(Names.fold(words)) + "%");
            where.and(any, patterns);
          }
        });
  }

  /// A choice: the expression, as text, equals the chosen value.
  public TableSql equal(String filter, String expression) {
    return with(
        filter,
        (condition, where) -> {
          if (condition instanceof Condition.Is(String value)) {
            where.and("(" + expression + ")::text = ?", value);
          }
        });
  }

  /// Days from and to, over an expression of type `date`.
  public TableSql dates(String filter, String expression) {
    return with(
        filter,
        (condition, where) -> {
          if (condition instanceof Condition.Between(LocalDate from, LocalDate to)) {
            if (from != null) {
              where.and(expression + " >= ?", from);
            }
            if (to != null) {
              where.and(expression + " <= ?", to);
            }
          }
        });
  }

  /// Days from and to of a zone, over an expression of type `timestamptz`.
  public TableSql moments(String filter, String expression, ZoneId zone) {
    return with(
        filter,
        (condition, where) -> {
          if (condition instanceof Condition.Between(LocalDate from, LocalDate to)) {
            if (from != null) {
              where.and(expression + " >= ?", start(from, zone));
            }
            if (to != null) {
              where.and(expression + " < ?", start(to.plusDays(1), zone));
            }
          }
        });
  }

  /// Sorting by numbers, dates and the like.
  public TableSql sort(String column, String expression) {
    return by(column, expression);
  }

  /// Sorting by words, in the order of the Vietnamese alphabet.
  public TableSql sortWords(String column, String expression) {
    return by(column, expression + VIETNAMESE);
  }

  /// Sorting by names of persons: by given name, then by the whole.
  public TableSql sortName(String column, String expression) {
    return by(
        column, "platform.given_name(" + expression + ")" + VIETNAMESE, expression + VIETNAMESE);
  }

  /// What decides between rows that are equal otherwise, so that pages never overlap: the key.
  public TableSql tieBreak(String expression) {
    TableSql copy = copy();
    copy.last = expression;
    return copy;
  }

  /// The rows of a query, and how many match in all.
  ///
  /// @param what for the message of a failure, such as `listing persons`
  public <R> Rows<R> read(DataSource source, String what, TableQuery query, RowReader<R> reader) {
    try (Connection connection = source.getConnection()) {
      return read(connection, query, reader);
    } catch (SQLException e) {
      throw new DatabaseException(what, e);
    }
  }

  /// This list as a source of rows.
  public <R> TableSource<R> in(DataSource source, String what, RowReader<R> reader) {
    return query -> read(source, what, query, reader);
  }

  private <R> Rows<R> read(Connection connection, TableQuery query, RowReader<R> reader)
      throws SQLException {
    Where where = new Where();
    fixed.forEach(part -> where.and(part.getKey(), part.getValue()));
    query
        .conditions()
        .forEach(
            (filter, condition) -> declared(filters, filter, "filter").accept(condition, where));
    long total;
    try (PreparedStatement count =
        connection.prepareStatement("SELECT count(*) FROM " + from + where.sql())) {
      bind(count, where);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        total = row.getLong(1);
      }
    }
    String sql =
        "SELECT " + columns + " FROM " + from + where.sql() + order(query) + " LIMIT ? OFFSET ?";
    List<R> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      int next = bind(select, where);
      select.setInt(next, query.limit());
      select.setInt(next + 1, query.offset());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
    }
    return new Rows<>(rows, total);
  }

  private String order(TableQuery query) {
    String way = query.sort().descending() ? " DESC" : "";
    List<String> parts = new ArrayList<>();
    for (String expression : declared(orders, query.sort().column(), "sort order")) {
      parts.add(expression + way + " NULLS LAST");
    }
    if (!last.isEmpty()) {
      parts.add(last);
    }
    return " ORDER BY " + String.join(", ", parts);
  }

  private static int bind(PreparedStatement statement, Where where) throws SQLException {
    int next = 1;
    for (Object parameter : where.parameters) {
      statement.setObject(next++, parameter);
    }
    return next;
  }

  private static Object start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static String escaped(String words) {
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static <T> T declared(Map<String, T> known, String key, String what) {
    T found = known.get(key);
    if (found == null) {
      throw new IllegalStateException("the list's SQL declares no " + what + " '" + key + "'");
    }
    return found;
  }
}
