package org.khue.web.table;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Names;
import org.khue.web.i18n.Text;

/// Reads the parameters of a list's URL. What it cannot follow it leaves out, and says so.
final class QueryReader {
  static final String SORT = "sort";
  static final String PAGE = "page";
  static final String SIZE = "size";
  static final String COLUMN = "col";
  private static final int LONGEST = 200;
  private static final int LAST_PAGE = 1_000_000;

  private final Text text;
  private final TableSpec<?> spec;
  private final Map<String, List<String>> parameters;
  private final List<String> problems = new ArrayList<>();

  QueryReader(Text text, TableSpec<?> spec, Map<String, List<String>> parameters) {
    this.text = text;
    this.spec = spec;
    this.parameters = parameters;
  }

  TableQuery read() {
    Map<String, Condition> conditions = new HashMap<>();
    for (Filter filter : spec.filters()) {
      Condition condition =
          switch (filter) {
            case Filter.Search search -> contains(search);
            case Filter.Choice choice -> is(choice);
            case Filter.Dates dates -> between(dates);
          };
      if (condition != null) {
        conditions.put(filter.key(), condition);
      }
    }
    int size = number(SIZE, spec.pageSize());
    if (!TableSpec.SIZES.contains(size)) {
      problems.add(text.t("table.bad-size", "size", size));
      size = spec.pageSize();
    }
    int page = Math.clamp(number(PAGE, 1), 1, LAST_PAGE);
    return new TableQuery(conditions, sort(), (page - 1) * size, size, columns(), problems);
  }

  private @Nullable Condition contains(Filter.Search search) {
    String words = one(search.key());
    if (words.length() > LONGEST) {
      problems.add(text.t("table.search-too-long", "most", LONGEST));
      words = words.substring(0, LONGEST);
    }
    return words.isEmpty() ? null : new Condition.Contains(words);
  }

  private @Nullable Condition is(Filter.Choice choice) {
    String value = one(choice.key());
    if (value.isEmpty()) {
      return null;
    }
    if (choice.options().stream().noneMatch(option -> option.value().equals(value))) {
      problems.add(text.t("table.bad-choice", "filter", choice.label(), "value", value));
      return null;
    }
    return new Condition.Is(value);
  }

  private @Nullable Condition between(Filter.Dates dates) {
    LocalDate from = date(dates.fromKey(), dates.label());
    LocalDate to = date(dates.toKey(), dates.label());
    if (from == null && to == null) {
      return null;
    }
    if (from != null && to != null && from.isAfter(to)) {
      problems.add(text.t("table.dates-swapped", "filter", dates.label()));
      return new Condition.Between(to, from);
    }
    return new Condition.Between(from, to);
  }

  private @Nullable LocalDate date(String key, String label) {
    String value = one(key);
    if (value.isEmpty()) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(value);
      if (date.getYear() >= 1 && date.getYear() <= 9999) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // Told below, like a year that no calendar of a school has.
    }
    problems.add(text.t("table.bad-date", "filter", label, "value", value));
    return null;
  }

  private Sort sort() {
    String code = one(SORT);
    if (code.isEmpty()) {
      return spec.initial();
    }
    boolean descending = code.startsWith("-");
    String key = descending ? code.substring(1) : code;
    if (spec.sortable(key).isEmpty()) {
      problems.add(text.t("table.bad-sort", "value", key));
      return spec.initial();
    }
    return new Sort(key, descending);
  }

  private Set<String> columns() {
    List<String> asked = parameters.getOrDefault(COLUMN, List.of());
    if (asked.isEmpty()) {
      return spec.initialColumns();
    }
    Set<String> columns = new HashSet<>();
    for (Column<?> column : spec.columns()) {
      if (!column.hideable() || asked.contains(column.key())) {
        columns.add(column.key());
      }
    }
    return columns.isEmpty() ? spec.initialColumns() : columns;
  }

  private int number(String key, int otherwise) {
    String value = one(key);
    if (value.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      problems.add(text.t("table.bad-number", "value", value));
      return otherwise;
    }
  }

  private String one(String key) {
    List<String> values = parameters.getOrDefault(key, List.of());
    return values.isEmpty() ? "" : Names.entered(values.getFirst().replace('\u0000', ' '));
  }
}
