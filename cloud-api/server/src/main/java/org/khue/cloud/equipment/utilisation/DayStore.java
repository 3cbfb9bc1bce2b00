package org.khue.cloud.equipment.utilisation;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.khue.cloud.equipment.utilisation.model.SchoolDay;
import org.khue.cloud.equipment.utilisation.model.SlotFact;

/// Writes the table `equipment.use_day`: only rows that differ, each with a new change number.
final class DayStore {
  private static final String VALUES =
      "year, term, week, weekday, slots, available, booked, used, used_booked, expected, heard";
  private static final String WRITE =
      "INSERT INTO equipment.use_day AS d (subject, day, unit_id, "
          + VALUES
          + ", change)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
          + " nextval('equipment.use_change'))"
          + " ON CONFLICT (subject, day) DO UPDATE SET (unit_id, "
          + VALUES
          + ", change)"
          + " = (excluded.unit_id, "
          + excluded()
          + ", excluded.change)"
          + " WHERE (d.unit_id, "
          + prefixed("d.")
          + ")"
          + " IS DISTINCT FROM (excluded.unit_id, "
          + excluded()
          + ")";
  private static final String EMPTY =
      "UPDATE equipment.use_day SET slots = '{}', available = '{}', booked = '{}', used = '{}',"
          + " used_booked = '{}', expected = '{}', heard = '{}',"
          + " change = nextval('equipment.use_change')"
          + " WHERE subject = ? AND day = ANY (?) AND slots <> '{}'";

  /// Writes the days of a subject.
  void write(Connection transaction, int subject, UUID unit, List<RoomCount.Counted> days)
      throws SQLException {
    List<LocalDate> empty = new ArrayList<>();
    try (PreparedStatement statement = transaction.prepareStatement(WRITE)) {
      int rows = 0;
      for (RoomCount.Counted counted : days) {
        if (counted.facts().isEmpty()) {
          empty.add(counted.day().day());
        } else {
          set(transaction, statement, subject, unit, counted);
          statement.addBatch();
          rows++;
        }
      }
      if (rows > 0) {
        statement.executeBatch();
      }
    }
    if (!empty.isEmpty()) {
      try (PreparedStatement statement = transaction.prepareStatement(EMPTY)) {
        statement.setInt(1, subject);
        statement.setArray(2, transaction.createArrayOf("date", empty.toArray()));
        statement.executeUpdate();
      }
    }
  }

  private static void set(
      Connection transaction,
      PreparedStatement statement,
      int subject,
      UUID unit,
      RoomCount.Counted counted)
      throws SQLException {
    SchoolDay day = counted.day();
    List<SlotFact> facts = counted.facts();
    statement.setInt(1, subject);
    statement.setObject(2, day.day());
    statement.setObject(3, unit);
    statement.setInt(4, day.year());
    statement.setInt(5, day.term());
    statement.setInt(6, day.week());
    statement.setInt(7, day.weekday());
    statement.setArray(8, array(transaction, "int2", facts, SlotFact::slot));
    statement.setArray(9, array(transaction, "int4", facts, SlotFact::available));
    statement.setArray(10, array(transaction, "int4", facts, SlotFact::booked));
    statement.setArray(11, array(transaction, "int4", facts, SlotFact::used));
    statement.setArray(12, array(transaction, "int4", facts, SlotFact::usedBooked));
    statement.setArray(13, array(transaction, "int4", facts, SlotFact::expected));
    statement.setArray(14, array(transaction, "int4", facts, SlotFact::heard));
  }

  private static Array array(
      Connection transaction, String type, List<SlotFact> facts, ToIntFunction<SlotFact> measure)
      throws SQLException {
    return transaction.createArrayOf(
        type, facts.stream().map(fact -> measure.applyAsInt(fact)).toArray());
  }

  private static String excluded() {
    return prefixed("excluded.");
  }

  private static String prefixed(String prefix) {
    return prefix + VALUES.replace(", ", ", " + prefix);
  }
}
