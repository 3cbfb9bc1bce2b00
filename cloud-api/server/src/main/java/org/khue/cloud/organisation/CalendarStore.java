package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.SwappedDay;
import org.khue.cloud.organisation.model.Term;

/// The tables `organisation.calendar`, `term`, `holiday`, `period` and `swapped_day`, read and
/// written together.
final class CalendarStore {
  private static final String CALENDARS =
      "SELECT id, unit_id, year, starts, ends, weekdays, version FROM organisation.calendar";

  /// The calendars of a unit, the newest year first.
  List<Calendar> of(Connection connection, UUID unit) throws SQLException {
    return whole(connection, CALENDARS + " WHERE unit_id = ? ORDER BY year DESC", unit);
  }

  Optional<Calendar> find(Connection connection, UUID unit, int year) throws SQLException {
    return whole(connection, CALENDARS + " WHERE unit_id = ? AND year = ?", unit, year).stream()
        .findFirst();
  }

  private static List<Calendar> whole(Connection connection, String sql, Object... parameters)
      throws SQLException {
    List<Calendar> calendars = new ArrayList<>();
    for (Head head : Sql.list(connection, sql, CalendarStore::head, parameters)) {
      SchoolCalendar days =
          new SchoolCalendar(
              head.year(),
              head.starts(),
              head.ends(),
              head.weekdays(),
              terms(connection, head.id()),
              holidays(connection, head.id()),
              periods(connection, head.id()),
              swapped(connection, head.id()));
      calendars.add(new Calendar(head.id(), head.unit(), days, head.version()));
    }
    return calendars;
  }

  private record Head(
      UUID id,
      UUID unit,
      int year,
      LocalDate starts,
      LocalDate ends,
      Set<DayOfWeek> weekdays,
      int version) {}

  private static Head head(ResultSet row) throws SQLException {
    Short[] numbers = (Short[]) row.getArray(6).getArray();
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    Arrays.stream(numbers).forEach(number -> weekdays.add(DayOfWeek.of(number)));
    return new Head(
        Sql.id(row, 1),
        Sql.id(row, 2),
        row.getInt(3),
        Sql.value(row, 4, LocalDate.class),
        Sql.value(row, 5, LocalDate.class),
        weekdays,
        row.getInt(7));
  }

  private static List<Term> terms(Connection connection, UUID calendar) throws SQLException {
    return Sql.list(
        connection,
        "SELECT number, starts, ends FROM organisation.term WHERE calendar_id = ? ORDER BY number",
        row ->
            new Term(
                row.getInt(1),
                Sql.value(row, 2, LocalDate.class),
                Sql.value(row, 3, LocalDate.class)),
        calendar);
  }

  private static List<Holiday> holidays(Connection connection, UUID calendar) throws SQLException {
    return Sql.list(
        connection,
        "SELECT starts, ends, name, name_en FROM organisation.holiday WHERE calendar_id = ?"
            + " ORDER BY starts",
        row ->
            new Holiday(
                Sql.value(row, 1, LocalDate.class),
                Sql.value(row, 2, LocalDate.class),
                Sql.text(row, 3),
                row.getString(4)),
        calendar);
  }

  private static List<Period> periods(Connection connection, UUID calendar) throws SQLException {
    return Sql.list(
        connection,
        "SELECT shift, number, starts, ends FROM organisation.period WHERE calendar_id = ?",
        row ->
            new Period(
                Codes.of(Shift.values(), Shift::code, Sql.text(row, 1)),
                row.getInt(2),
                Sql.value(row, 3, LocalTime.class),
                Sql.value(row, 4, LocalTime.class)),
        calendar);
  }

  private static List<SwappedDay> swapped(Connection connection, UUID calendar)
      throws SQLException {
    return Sql.list(
        connection,
        "SELECT day, weekday FROM organisation.swapped_day WHERE calendar_id = ? ORDER BY day",
        row -> new SwappedDay(Sql.value(row, 1, LocalDate.class), DayOfWeek.of(row.getInt(2))),
        calendar);
  }

  void insert(Connection transaction, UUID id, UUID unit, SchoolCalendar days) throws SQLException {
    Sql.update(
        transaction,
        "INSERT INTO organisation.calendar (id, unit_id, year, starts, ends, weekdays)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        id,
        unit,
        days.year(),
        days.starts(),
        days.ends(),
        weekdays(days));
    insertParts(transaction, id, days);
  }

  /// Replaces all but unit and year.
  void update(Connection transaction, UUID id, int version, SchoolCalendar days)
      throws SQLException {
    Sql.change(
        transaction,
        "UPDATE organisation.calendar SET starts = ?, ends = ?, weekdays = ?,"
            + " version = version + 1 WHERE id = ? AND version = ?",
        days.starts(),
        days.ends(),
        weekdays(days),
        id,
        version);
    for (String table : List.of("term", "holiday", "period", "swapped_day")) {
      Sql.update(transaction, "DELETE FROM organisation." + table + " WHERE calendar_id = ?", id);
    }
    insertParts(transaction, id, days);
  }

  void delete(Connection transaction, UUID id, int version) throws SQLException {
    Sql.change(
        transaction, "DELETE FROM organisation.calendar WHERE id = ? AND version = ?", id, version);
  }

  private static List<Integer> weekdays(SchoolCalendar days) {
    return days.weekdays().stream().map(DayOfWeek::getValue).sorted().toList();
  }

  private static void insertParts(Connection transaction, UUID id, SchoolCalendar days)
      throws SQLException {
    try (PreparedStatement terms =
            transaction.prepareStatement(
                "INSERT INTO organisation.term (calendar_id, number, starts, ends)"
                    + " VALUES (?, ?, ?, ?)");
        PreparedStatement holidays =
            transaction.prepareStatement(
                "INSERT INTO organisation.holiday (calendar_id, starts, ends, name, name_en)"
                    + " VALUES (?, ?, ?, ?, ?)");
        PreparedStatement periods =
            transaction.prepareStatement(
                "INSERT INTO organisation.period (calendar_id, shift, number, starts, ends)"
                    + " VALUES (?, ?, ?, ?, ?)");
        PreparedStatement swapped =
            transaction.prepareStatement(
                "INSERT INTO organisation.swapped_day (calendar_id, day, weekday)"
                    + " VALUES (?, ?, ?)")) {
      for (Term term : days.terms()) {
        Sql.add(terms, id, term.number(), term.starts(), term.ends());
      }
      for (Holiday day : days.holidays()) {
        Sql.add(holidays, id, day.starts(), day.ends(), day.name(), day.nameEn());
      }
      for (Period period : days.periods()) {
        String shift = period.shift().code();
        Sql.add(periods, id, shift, period.number(), period.starts(), period.ends());
      }
      for (SwappedDay day : days.swapped()) {
        Sql.add(swapped, id, day.day(), day.as().getValue());
      }
      terms.executeBatch();
      holidays.executeBatch();
      periods.executeBatch();
      swapped.executeBatch();
    }
  }
}
