package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// Takes notes off the table `equipment.stale_day`, within a transaction: whoever reads afterwards
/// in the same transaction sees all that had been committed with those notes.
final class MarkStore {
  /// Any number; it stands for "counting", in all nodes together.
  private static final long LOCK = 6_139_140L;

  private static final String OLDEST_ROOMS =
      "SELECT room FROM equipment.stale_day WHERE room IS NOT NULL AND first <= ?"
          + " GROUP BY room ORDER BY min(id) LIMIT ?";
  private static final String OF_ROOM =
      "DELETE FROM equipment.stale_day WHERE room = ? RETURNING first, last";
  private static final String OF_GATEWAYS =
      "DELETE FROM equipment.stale_day WHERE gateway IS NOT NULL RETURNING gateway, first, last";

  private static final String BOOKINGS =
      """
      INSERT INTO equipment.stale_day (room, first, last)
      SELECT room_id, (lower(span) AT TIME ZONE ?)::date, (upper(span) AT TIME ZONE ?)::date
      FROM equipment.booking
      WHERE room_id IS NOT NULL AND (booked_at > ? OR ended_at > ?) AND lower(span) < ?
      """;

  /// Days from one to another of a gateway.
  record OfGateway(String gateway, LocalDate first, LocalDate last) {}

  /// Days from one to another of a room.
  record Days(LocalDate first, LocalDate last) {}

  /// Waits until nobody else counts, so that change numbers are committed in their order.
  void lock(Connection transaction) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
      statement.setLong(1, LOCK);
      statement.executeQuery().close();
    }
  }

  /// Rooms with days to count, those noted first.
  ///
  /// @param today notes of later days wait
  List<UUID> rooms(Connection connection, LocalDate today, int most) throws SQLException {
    List<UUID> rooms = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OLDEST_ROOMS)) {
      statement.setObject(1, today);
      statement.setInt(2, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rooms.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
        }
      }
    }
    return rooms;
  }

  List<Days> takeRoom(Connection transaction, UUID room) throws SQLException {
    List<Days> days = new ArrayList<>();
    try (PreparedStatement statement = transaction.prepareStatement(OF_ROOM)) {
      statement.setObject(1, room);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          days.add(new Days(day(row, 1), day(row, 2)));
        }
      }
    }
    return days;
  }

  List<OfGateway> takeGateways(Connection transaction) throws SQLException {
    List<OfGateway> notes = new ArrayList<>();
    try (PreparedStatement statement = transaction.prepareStatement(OF_GATEWAYS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        notes.add(new OfGateway(row.getString(1), day(row, 2), day(row, 3)));
      }
    }
    return notes;
  }

  /// Notes the days of bookings of rooms that were made, released or cancelled since a moment.
  void noteBookings(Connection transaction, String zone, Instant since, Instant now)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(BOOKINGS)) {
      statement.setString(1, zone);
      statement.setString(2, zone);
      Times.set(statement, 3, since);
      Times.set(statement, 4, since);
      Times.set(statement, 5, now);
      statement.executeUpdate();
    }
  }

  /// The starts of the uses of a gateway that have no end yet.
  Optional<Instant> oldestOpen(Connection connection, String gateway, Instant after)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT min(started_at) FROM equipment.use_interval"
                + " WHERE gateway = ? AND ended_at IS NULL AND started_at > ?")) {
      statement.setString(1, gateway);
      Times.set(statement, 2, after);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Optional.ofNullable(Times.getOrNull(row, 1));
      }
    }
  }

  /// Up to when all rooms were counted; empty before the first time.
  Optional<Instant> countedTo(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT to_time FROM equipment.counted");
        ResultSet row = statement.executeQuery()) {
      return row.next() ? Optional.of(Times.get(row, 1)) : Optional.empty();
    }
  }

  void countedTo(Connection transaction, Instant to) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO equipment.counted (to_time) VALUES (?)"
                + " ON CONFLICT (one) DO UPDATE SET to_time = excluded.to_time")) {
      Times.set(statement, 1, to);
      statement.executeUpdate();
    }
  }

  private static LocalDate day(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, LocalDate.class));
  }
}
