package org.khue.cloud.platform.events;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;
import org.khue.cloud.platform.db.Times;

/// The tables `platform.event_cursor` and `event_parked`, as one subscriber's delivery uses them.
final class CursorStore {
  private static final String MEET =
      "INSERT INTO platform.event_cursor (subscriber, position) VALUES (?, 0)"
          + " ON CONFLICT DO NOTHING";
  private static final String LOCK =
      "SELECT position FROM platform.event_cursor WHERE subscriber = ? FOR UPDATE SKIP LOCKED";
  private static final String MOVE =
      "UPDATE platform.event_cursor SET position = ? WHERE subscriber = ?";
  private static final String IS_PARKED =
      "SELECT 1 FROM platform.event_parked WHERE subscriber = ? AND key = ? LIMIT 1";
  private static final String PARK =
      """
      INSERT INTO platform.event_parked (subscriber, position, key, attempts, next_at, dead, fault)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (subscriber, position) DO UPDATE SET attempts = excluded.attempts,
        next_at = excluded.next_at, dead = excluded.dead, fault = excluded.fault
      """;
  private static final String UNPARK =
      "DELETE FROM platform.event_parked WHERE subscriber = ? AND position = ?";

  private final String subscriber;

  CursorStore(String subscriber) {
    this.subscriber = subscriber;
  }

  void meet(Connection transaction) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(MEET)) {
      statement.setString(1, subscriber);
      statement.executeUpdate();
    }
  }

  /// The cursor, for this transaction alone; empty if another node delivers just now.
  OptionalLong lock(Connection transaction) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(LOCK)) {
      statement.setString(1, subscriber);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  void move(Connection transaction, long position) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(MOVE)) {
      statement.setLong(1, position);
      statement.setString(2, subscriber);
      statement.executeUpdate();
    }
  }

  /// Whether an event of that key waits already.
  boolean isParked(Connection transaction, String key) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(IS_PARKED)) {
      statement.setString(1, subscriber);
      statement.setString(2, key);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  void park(
      Connection transaction,
      PublishedEvent event,
      int attempts,
      Instant nextAt,
      boolean dead,
      String fault)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(PARK)) {
      statement.setString(1, subscriber);
      statement.setLong(2, event.position());
      statement.setString(3, event.event().key());
      statement.setInt(4, attempts);
      Times.set(statement, 5, nextAt);
      statement.setBoolean(6, dead);
      statement.setString(7, fault);
      statement.executeUpdate();
    }
  }

  void unpark(Connection transaction, long position) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(UNPARK)) {
      statement.setString(1, subscriber);
      statement.setLong(2, position);
      statement.executeUpdate();
    }
  }
}
