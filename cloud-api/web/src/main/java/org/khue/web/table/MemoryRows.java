package org.khue.web.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.web.i18n.Names;

/// A list that is in memory already, and short: filters and sorts it as SQL does a long one.
public final class MemoryRows<R> implements TableSource<R> {
  private final TableSpec<R> spec;
  private final List<R> all;
  private final Map<String, Function<R, String>> choices = new HashMap<>();
  private final Map<String, Function<R, @Nullable LocalDate>> dates = new HashMap<>();

  public MemoryRows(TableSpec<R> spec, List<R> all) {
    this.spec = spec;
    this.all = List.copyOf(all);
  }

  /// Tells which value of a choice a row has.
  public MemoryRows<R> choice(String filter, Function<R, String> value) {
    choices.put(filter, value);
    return this;
  }

  /// Tells the day that a filter of days looks at.
  public MemoryRows<R> dates(String filter, Function<R, @Nullable LocalDate> date) {
    dates.put(filter, date);
    return this;
  }

  @Override
  public Rows<R> read(TableQuery query) {
    List<R> matching =
        all.stream()
            .filter(row ->
                query.conditions().entrySet().stream()
                    .allMatch(entry -> meets(row, entry.getKey(), entry.getValue())))
            .sorted(order(query.sort()))
            .toList();
    return new Rows<>(
        matching.stream().skip(query.offset()).limit(query.limit()).toList(), matching.size());
  }

  private boolean meets(R row, String filter, Condition condition) {
    return switch (condition) {
      case Condition.Contains contains -> {
        String words = Names.fold(contains.words());
        yield words(row).anyMatch(text -> Names.fold(text).contains(words));
      }
      case Condition.Is is -> known(choices, filter).apply(row).equals(is.value());
      case Condition.Between between -> {
        LocalDate date = known(dates, filter).apply(row);
        LocalDate from = between.from();
        LocalDate to = between.to();
        yield date != null
            && (from == null || !date.isBefore(from))
            && (to == null || !date.isAfter(to));
      }
    };
  }

  private static <T> T known(Map<String, T> byFilter, String filter) {
    T found = byFilter.get(filter);
    if (found == null) {
      throw new IllegalStateException("nothing told how to filter by '" + filter + "'");
    }
    return found;
  }

  private Stream<String> words(R row) {
    return spec.columns().stream()
        .map(column -> column.value().apply(row))
        .flatMap(value ->
            switch (value) {
              case Value.Words words -> Stream.of(words.text());
              case Value.Link link -> Stream.of(link.word());
              case Value.Person person -> Stream.of(person.name());
              case Value.Status status -> Stream.of(status.word());
              case Value.None none -> Stream.empty();
              case Value.Amount amount -> Stream.empty();
              case Value.Day day -> Stream.empty();
              case Value.Moment moment -> Stream.empty();
            });
  }

  private Comparator<R> order(Sort sort) {
    Column<R> column = spec.sortable(sort.column()).orElseThrow();
    Comparator<Value> values = MemoryRows::compare;
    Comparator<Value> way = sort.descending() ? values.reversed() : values;
    // As in SQL here: what is not known comes last, whichever way.
    Comparator<Value> known = Comparator.comparing(value -> value instanceof Value.None);
    return Comparator.comparing(row -> column.value().apply(row), known.thenComparing(way));
  }

  private static int compare(Value a, Value b) {
    if (a instanceof Value.Amount(BigDecimal one, int _)
        && b instanceof Value.Amount(BigDecimal other, int _)) {
      return one.compareTo(other);
    } else if (a instanceof Value.Day(LocalDate one) && b instanceof Value.Day(LocalDate other)) {
      return one.compareTo(other);
    } else if (a instanceof Value.Moment(Instant one) && b instanceof Value.Moment(Instant other)) {
      return one.compareTo(other);
    } else if (a instanceof Value.Person(String one, String _)
        && b instanceof Value.Person(String other, String _)) {
      return Names.byGivenName().compare(one, other);
    }
    return Names.byAlphabet().compare(word(a), word(b));
  }

  private static String word(Value value) {
    return switch (value) {
      case Value.Words words -> words.text();
      case Value.Link link -> link.word();
      case Value.Person person -> person.name();
      case Value.Status status -> status.word();
      case Value.None none -> "";
      case Value.Amount amount -> amount.number().toPlainString();
      case Value.Day day -> day.date().toString();
      case Value.Moment moment -> moment.at().toString();
    };
  }
}
