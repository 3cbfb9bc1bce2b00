package org.khue.cloud.exchange;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.khue.cloud.platform.imports.Column;
import org.khue.cloud.platform.imports.Kind;
import org.khue.cloud.platform.imports.Message;

/// The columns of the lists of persons.
public final class PersonColumns {
  static final String STUDENT_CODE = "student-code";
  static final String STAFF_CODE = "staff-code";
  static final String NAME = "full-name";
  static final String BIRTH_DATE = "birth-date";
  static final String SEX = "sex";
  static final String NUMBER = "personal-number";
  static final String CLASS = "class";
  static final String POSITION = "position";
  static final String PHONE = "phone";
  static final String EMAIL = "email";
  static final String ADDRESS = "address";

  /// Up to two guardians of a new pupil.
  static final List<Guardian> GUARDIANS =
      List.of(
          new Guardian("guardian-1", "guardian-1-relation", "guardian-1-phone"),
          new Guardian("guardian-2", "guardian-2-relation", "guardian-2-phone"));

  /// Keys of a guardian's columns.
  record Guardian(String name, String relation, String phone) {}

  private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{M}][\\p{L}\\p{M}'’.\\- ]*");
  private static final Kind SECTOR_CODE = new Kind.Identifier(Pattern.compile("[A-Z0-9]{3,20}"), 0);
  private static final Kind TELEPHONE = new Kind.Identifier(Pattern.compile("\\+?\\d{8,15}"), 0);
  private static final Kind SEXES =
      new Kind.Choice(
          List.of(
              new Kind.Option("MALE", "exchange.sex-male"),
              new Kind.Option("FEMALE", "exchange.sex-female")));
  private static final Kind RELATIONS =
      new Kind.Choice(
          List.of(
              new Kind.Option("MOTHER", "exchange.relation-mother"),
              new Kind.Option("FATHER", "exchange.relation-father"),
              new Kind.Option("GRANDPARENT", "exchange.relation-grandparent"),
              new Kind.Option("SIBLING", "exchange.relation-sibling"),
              new Kind.Option("RELATIVE", "exchange.relation-relative"),
              new Kind.Option("APPOINTED", "exchange.relation-appointed")));
  private static final Kind POSITIONS =
      new Kind.Choice(
          List.of(
              new Kind.Option("TEACHER", "exchange.position-teacher"),
              new Kind.Option("STAFF", "exchange.position-staff"),
              new Kind.Option("HEAD", "exchange.position-head"),
              new Kind.Option("DEPUTY_HEAD", "exchange.position-deputy")));

  private PersonColumns() {}

  static List<Column> pupils(LocalDate today) {
    return Stream.of(
            Stream.of(
                Column.required(STUDENT_CODE, "exchange.student-code", SECTOR_CODE, "7901234567")),
            common(today, 25, 1, "05/09/2014", "079214000001"),
            Stream.of(Column.required(CLASS, "exchange.class", new Kind.Reference(20), "6A1")),
            reached(),
            GUARDIANS.stream().flatMap(PersonColumns::guardian))
        .flatMap(columns -> columns)
        .toList();
  }

  static List<Column> staff(LocalDate today) {
    return Stream.of(
            Stream.of(Column.required(STAFF_CODE, "exchange.staff-code", SECTOR_CODE, "GV0123")),
            common(today, 80, 16, "20/11/1985", "079085000001"),
            Stream.of(Column.required(POSITION, "exchange.position", POSITIONS, "Giáo viên")),
            reached())
        .flatMap(columns -> columns)
        .toList();
  }

  private static Stream<Column> common(
      LocalDate today, int oldest, int youngest, String born, String number) {
    return Stream.of(
        name(Column.required(NAME, "exchange.full-name", new Kind.Words(80), "Nguyễn Thị Mẫu")),
        Column.required(
            BIRTH_DATE,
            "exchange.birth-date",
            new Kind.Day(today.minusYears(oldest), today.minusYears(youngest)),
            born),
        Column.required(SEX, "exchange.sex", SEXES, "Nữ"),
        Column.optional(
            NUMBER,
            "exchange.personal-number",
            new Kind.Identifier(Pattern.compile("\\d{12}"), 12),
            number));
  }

  private static Stream<Column> reached() {
    return Stream.of(
        Column.optional(PHONE, "exchange.phone", TELEPHONE, "0912 345 678"),
        Column.optional(EMAIL, "exchange.email", new Kind.Words(120), "mau@truong.example")
            .checked(text ->
                text.matches("[^@\\s]{1,64}@[^@\\s]{1,180}\\.[^@\\s.]+")
                    ? Optional.empty()
                    : Optional.of(Message.of("exchange.fault-email", "value", text))),
        Column.optional(ADDRESS, "exchange.address", new Kind.Words(200), "12 đường Hoa Khuê"));
  }

  private static Stream<Column> guardian(Guardian keys) {
    boolean first = keys.name().endsWith("1");
    return Stream.of(
        name(
            Column.optional(
                keys.name(),
                first ? "exchange.guardian-first" : "exchange.guardian-second",
                new Kind.Words(80),
                first ? "Trần Thị Ví Dụ" : "Nguyễn Văn Ví Dụ")),
        Column.optional(
            keys.relation(),
            first ? "exchange.guardian-first-relation" : "exchange.guardian-second-relation",
            RELATIONS,
            first ? "Mẹ" : "Bố"),
        Column.optional(
            keys.phone(),
            first ? "exchange.guardian-first-phone" : "exchange.guardian-second-phone",
            TELEPHONE,
            "0912 345 678"));
  }

  private static Column name(Column column) {
    return column.checked(PersonColumns::nameFault);
  }

  /// What keeps a text from being part of a person's name.
  public static Optional<Message> nameFault(String text) {
    return LETTERS.matcher(text).matches()
        ? Optional.empty()
        : Optional.of(Message.of("exchange.fault-name", "value", text));
  }
}
