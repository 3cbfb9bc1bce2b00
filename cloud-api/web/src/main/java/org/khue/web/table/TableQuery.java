package org.khue.web.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.khue.web.i18n.Text;

/// What a reader asks of a list, as read from a URL: always sound, whatever the URL held.
///
/// @param conditions by the key of their filter
/// @param offset of the first row, from 0
/// @param limit how many rows at most
/// @param columns keys of the columns to show
/// @param problems what in the URL could not be followed, in the reader's language
public record TableQuery(
    Map<String, Condition> conditions,
    Sort sort,
    int offset,
    int limit,
    Set<String> columns,
    List<String> problems) {

  public TableQuery {
    conditions = Map.copyOf(conditions);
    columns = Set.copyOf(columns);
    problems = List.copyOf(problems);
  }

  /// Reads the parameters of a URL.
  public static TableQuery parse(
      Text text, TableSpec<?> spec, Map<String, List<String>> parameters) {
    return new QueryReader(text, spec, parameters).read();
  }

  /// What a filter is set to.
  public Optional<Condition> condition(String filter) {
    return Optional.ofNullable(conditions.get(filter));
  }

  /// The page, from 1.
  public int page() {
    return offset / limit + 1;
  }

  /// The same question for other rows.
  public TableQuery slice(int from, int count) {
    return new TableQuery(conditions, sort, from, count, columns, problems);
  }
}
