package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Notes which days have to be counted again. A note is written in the transaction of what changes
/// a day's figures, so that neither is there without the other; [Recount] takes it up.
///
/// A note is a row of its own, never shared or updated: an ingest never waits for a count that goes
/// on, and a note that comes while its day is counted is still there afterwards.
public final class Marks {
  /// A use without an end counts no longer than that, even if its gateway is heard on: its end was
  /// lost.
  public static final Duration LONGEST_OPEN = Duration.ofHours(24);

  /// Stands for the first of all days, and the last.
  static final LocalDate EVER_FROM = LocalDate.of(1, 1, 1);

  static final LocalDate EVER_TO = LocalDate.of(9999, 12, 31);

  private static final String GATEWAY =
      "INSERT INTO equipment.stale_day (gateway, first, last) VALUES (?, ?, ?)";
  private static final String ROOM =
      "INSERT INTO equipment.stale_day (room, first, last) VALUES (?, ?, ?)";
  private static final String UNIT =
      "INSERT INTO equipment.stale_day (room, first, last)"
          + " SELECT DISTINCT room, ?::date, ?::date FROM equipment.subject"
          + " WHERE ?::uuid IS NULL OR unit_id = ?";

  private final ZoneId zone;

  /// @param zone whose days are counted
  public Marks(ZoneId zone) {
    this.zone = zone;
  }

  /// Something of a gateway changed from one moment to another.
  public void gateway(Connection transaction, String gateway, Instant from, Instant to)
      throws SQLException {
    insert(transaction, GATEWAY, gateway, day(from), day(to));
  }

  /// Something of a room changed from one moment to another, such as a booking.
  public void room(Connection transaction, UUID room, Instant from, Instant to)
      throws SQLException {
    room(transaction, room, day(from), day(to));
  }

  /// All days of all rooms that were ever counted.
  ///
  /// @param unit whose rooms
  void unit(Connection transaction, UUID unit) throws SQLException {
    units(transaction, unit);
  }

  void everywhere(Connection transaction) throws SQLException {
    units(transaction, null);
  }

  static void room(Connection transaction, UUID room, LocalDate first, LocalDate last)
      throws SQLException {
    insert(transaction, ROOM, room, first, last);
  }

  Instant startOfDay(Instant moment) {
    return day(moment).atStartOfDay(zone).toInstant();
  }

  LocalDate day(Instant moment) {
    return LocalDate.ofInstant(moment, zone);
  }

  private static void units(Connection transaction, @Nullable UUID unit) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(UNIT)) {
      statement.setObject(1, EVER_FROM);
      statement.setObject(2, EVER_TO);
      statement.setObject(3, unit);
      statement.setObject(4, unit);
      statement.executeUpdate();
    }
  }

  private static void insert(
      Connection transaction, String sql, Object whose, LocalDate first, LocalDate last)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, whose);
      statement.setObject(2, first);
      statement.setObject(3, last.isBefore(first) ? first : last);
      statement.executeUpdate();
    }
  }
}
