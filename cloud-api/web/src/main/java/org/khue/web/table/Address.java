package org.khue.web.table;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// URLs of a list in its states: all of a list's state lives there. What is as at first is left
/// out.
final class Address {
  private final String path;
  private final TableSpec<?> spec;
  private final TableQuery query;

  Address(String path, TableSpec<?> spec, TableQuery query) {
    this.path = path;
    this.spec = spec;
    this.query = query;
  }

  /// Sorted by a column; the other way around if it is already.
  String sortedBy(String column) {
    boolean again = query.sort().column().equals(column);
    return url(new Sort(column, again && !query.sort().descending()), 1, true, "");
  }

  String page(int page) {
    return url(query.sort(), page, true, "");
  }

  /// The same rows as a file, or for print.
  String format(String format) {
    return url(query.sort(), 1, true, format);
  }

  /// All rows, in the order and with the columns of now.
  String withoutFilters() {
    return url(query.sort(), 1, false, "");
  }

  /// The query alone, as a saved view keeps it.
  String state() {
    return query(query.sort(), 1, true, "");
  }

  private String url(Sort sort, int page, boolean filtered, String format) {
    String query = query(sort, page, filtered, format);
    return query.isEmpty() ? path : path + "?" + query;
  }

  private String query(Sort sort, int page, boolean filtered, String format) {
    List<String> parts = new ArrayList<>();
    if (filtered) {
      for (Filter filter : spec.filters()) {
        query.condition(filter.key()).ifPresent(condition -> add(parts, filter, condition));
      }
    }
    if (!sort.equals(spec.initial())) {
      add(parts, QueryReader.SORT, sort.code());
    }
    if (query.limit() != spec.pageSize() && TableSpec.SIZES.contains(query.limit())) {
      add(parts, QueryReader.SIZE, String.valueOf(query.limit()));
    }
    if (!query.columns().equals(spec.initialColumns())) {
      for (Column<?> column : spec.columns()) {
        if (query.columns().contains(column.key())) {
          add(parts, QueryReader.COLUMN, column.key());
        }
      }
    }
    if (page > 1) {
      add(parts, QueryReader.PAGE, String.valueOf(page));
    }
    if (!format.isEmpty()) {
      add(parts, "format", format);
    }
    return String.join("&", parts);
  }

  private static void add(List<String> parts, Filter filter, Condition condition) {
    switch (condition) {
      case Condition.Contains contains -> add(parts, filter.key(), contains.words());
      case Condition.Is is -> add(parts, filter.key(), is.value());
      case Condition.Between between -> {
        add(parts, filter.key() + "-from", between.from());
        add(parts, filter.key() + "-to", between.to());
      }
    }
  }

  private static void add(List<String> parts, String key, @Nullable LocalDate date) {
    if (date != null) {
      add(parts, key, date.toString());
    }
  }

  private static void add(List<String> parts, String key, String value) {
    parts.add(key + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
  }
}
