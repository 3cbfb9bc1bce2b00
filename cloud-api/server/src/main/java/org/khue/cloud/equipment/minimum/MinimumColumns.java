package org.khue.cloud.equipment.minimum;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.khue.cloud.equipment.register.Subject;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.platform.imports.Column;
import org.khue.cloud.platform.imports.Kind;

/// The columns of a minimum list in a file: each line bears its list and its type.
final class MinimumColumns {
  static final String LIST = "list";
  static final String EDITION = "edition";
  static final String TITLE = "title";
  static final String SOURCE = "source";
  static final String LEVEL = "level";
  static final String FROM = "valid-from";
  static final String TYPE = "type";
  static final String NAME = "name";
  static final String MEASURE = "measure";
  static final String SUBJECT = "subject";
  static final String QUANTITY = "quantity";
  static final String PER = "per";

  private static final Kind CODE =
      new Kind.Identifier(Pattern.compile("[A-Z0-9][A-Z0-9.-]{0,29}"), 0);

  private MinimumColumns() {}

  static List<Column> all() {
    return List.of(
        Column.required(LIST, "minimum.code", CODE, "MAU1"),
        Column.required(EDITION, "minimum.edition", number(9_999, 0), "1"),
        Column.required(TITLE, "minimum.name", new Kind.Words(200), "Danh mục mẫu THCS"),
        Column.required(
            SOURCE, "minimum.source", new Kind.Words(300), "Thông tư số …/…/TT-BGDĐT ngày …"),
        Column.required(LEVEL, "minimum.level", levels(), "Trung học cơ sở"),
        Column.required(
            FROM,
            "minimum.valid-from",
            new Kind.Day(LocalDate.of(1990, 1, 1), LocalDate.of(2200, 1, 1)),
            "01/09/2026"),
        Column.required(TYPE, "eq.type-code", CODE, "DHDIEN"),
        Column.required(NAME, "eq.type-name", new Kind.Words(200), "Đồng hồ đo điện"),
        Column.required(MEASURE, "eq.measure", new Kind.Words(30), "cái"),
        Column.required(SUBJECT, "eq.subject", subjects(), "Vật lí"),
        Column.required(QUANTITY, "minimum.quantity", number(100_000, 2), "7"),
        Column.required(PER, "minimum.per", pers(), "Mỗi trường"));
  }

  private static Kind number(int most, int decimals) {
    BigDecimal least = decimals == 0 ? BigDecimal.ONE : new BigDecimal("0.01");
    return new Kind.Decimal(least, BigDecimal.valueOf(most), decimals);
  }

  private static Kind subjects() {
    return new Kind.Choice(
        Stream.of(Subject.values())
            .map(value -> new Kind.Option(value.code(), value.textKey()))
            .toList());
  }

  private static Kind pers() {
    return new Kind.Choice(
        Stream.of(Per.values())
            .map(value -> new Kind.Option(value.code(), value.textKey()))
            .toList());
  }

  private static Kind levels() {
    return new Kind.Choice(
        Stream.of(Level.values())
            .map(value -> new Kind.Option(value.code(), levelKey(value)))
            .toList());
  }

  static String levelKey(Level level) {
    return switch (level) {
      case PRESCHOOL -> "minimum.level-preschool";
      case PRIMARY -> "minimum.level-primary";
      case LOWER_SECONDARY -> "minimum.level-lower-secondary";
      case UPPER_SECONDARY -> "minimum.level-upper-secondary";
    };
  }
}
