package org.khue.web.table;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A column of a list.
///
/// @param key in URLs and in the sort order: lower-case letters, digits and hyphens
/// @param label in the reader's language
/// @param value what a row has there
/// @param sortable whether a reader may sort by it; the source must then know the key
/// @param hideable whether a reader may leave it out
/// @param shown whether it stands there before the reader chose columns
/// @param personal hidden on a projector: names, health data
public record Column<R>(
    String key,
    String label,
    Kind kind,
    Function<R, Value> value,
    boolean sortable,
    boolean hideable,
    boolean shown,
    boolean personal) {

  /// How the values are aligned, written and exported.
  public enum Kind {
    TEXT,
    NUMBER,
    DATE,
    MOMENT,
    STATUS,
    LINK,
    PERSON
  }

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  public Column {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException(
          "a column key is lower-case letters, digits and hyphens: " + key);
    }
  }

  private static <R> Column<R> of(
      String key, String label, Kind kind, Function<R, @Nullable Value> value) {
    return new Column<>(
        key,
        label,
        kind,
        row -> {
          Value found = value.apply(row);
          return found == null ? Value.NONE : found;
        },
        false,
        true,
        true,
        kind == Kind.PERSON);
  }

  /// Words; null and blank for none.
  public static <R> Column<R> text(String key, String label, Function<R, @Nullable String> words) {
    return of(
        key,
        label,
        Kind.TEXT,
        row -> {
          String text = words.apply(row);
          return text == null || text.isBlank() ? null : new Value.Words(text);
        });
  }

  /// Whole numbers; null for none.
  public static <R> Column<R> number(String key, String label, Function<R, @Nullable Long> number) {
    return of(
        key,
        label,
        Kind.NUMBER,
        row -> {
          Long found = number.apply(row);
          return found == null ? null : new Value.Amount(BigDecimal.valueOf(found), 0);
        });
  }

  /// Numbers with decimals; null for none.
  public static <R> Column<R> decimal(
      String key, String label, int decimals, Function<R, @Nullable BigDecimal> number) {
    return of(
        key,
        label,
        Kind.NUMBER,
        row -> {
          BigDecimal found = number.apply(row);
          return found == null ? null : new Value.Amount(found, decimals);
        });
  }

  /// Days; null for none.
  public static <R> Column<R> date(
      String key, String label, Function<R, @Nullable LocalDate> date) {
    return of(
        key,
        label,
        Kind.DATE,
        row -> {
          LocalDate found = date.apply(row);
          return found == null ? null : new Value.Day(found);
        });
  }

  /// Points in time, shown in the reader's zone; null for none.
  public static <R> Column<R> moment(
      String key, String label, Function<R, @Nullable Instant> moment) {
    return of(
        key,
        label,
        Kind.MOMENT,
        row -> {
          Instant found = moment.apply(row);
          return found == null ? null : new Value.Moment(found);
        });
  }

  /// A state, told by shape, word and colour.
  public static <R> Column<R> status(
      String key, String label, Function<R, Value.@Nullable Status> status) {
    return of(key, label, Kind.STATUS, status::apply);
  }

  /// Words that lead to a page.
  public static <R> Column<R> link(
      String key, String label, Function<R, String> word, Function<R, String> href) {
    return of(key, label, Kind.LINK, row -> new Value.Link(word.apply(row), href.apply(row)));
  }

  /// Names of persons: sorted by given name, hidden on a projector.
  ///
  /// @param href gives an empty text when the name leads nowhere
  public static <R> Column<R> person(
      String key, String label, Function<R, String> name, Function<R, String> href) {
    return of(key, label, Kind.PERSON, row -> new Value.Person(name.apply(row), href.apply(row)));
  }

  /// The same column, and readers may sort by it.
  public Column<R> asSortable() {
    return new Column<>(key, label, kind, value, true, hideable, shown, personal);
  }

  /// The same column, always there.
  public Column<R> fixed() {
    return new Column<>(key, label, kind, value, sortable, false, true, personal);
  }

  /// The same column, there only once a reader chose it.
  public Column<R> onDemand() {
    return new Column<>(key, label, kind, value, sortable, true, false, personal);
  }

  /// The same column, hidden on a projector.
  public Column<R> asPersonal() {
    return new Column<>(key, label, kind, value, sortable, hideable, shown, true);
  }
}
