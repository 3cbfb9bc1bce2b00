package org.khue.cloud.platform.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `platform.notice_delivery`.
final class DeliveryStore {
  private static final String WRITE =
      """
      INSERT INTO platform.notice_delivery (notice_id, channel, state, attempts, fault, reference, cost, at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (notice_id, channel) DO UPDATE SET state = excluded.state,
        attempts = excluded.attempts, fault = excluded.fault, reference = excluded.reference,
        cost = excluded.cost, at = excluded.at
      """;

  private DeliveryStore() {}

  /// Where a notice is on a channel.
  enum State {
    WAITING,
    SENT,
    FAILED,
    SKIPPED
  }

  /// A try.
  record Try(State state, int attempts, String fault, String reference, long cost) {}

  static Map<String, Try> of(Connection connection, UUID notice) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT channel, state, attempts, fault, reference, cost"
                + " FROM platform.notice_delivery WHERE notice_id = ?")) {
      statement.setObject(1, notice);
      Map<String, Try> tries = new HashMap<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          tries.put(
              text(row, 1),
              new Try(
                  State.valueOf(text(row, 2)),
                  row.getInt(3),
                  text(row, 4),
                  text(row, 5),
                  row.getLong(6)));
        }
      }
      return tries;
    }
  }

  static void write(Connection connection, UUID notice, String channel, Try made, Instant at)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
      statement.setObject(1, notice);
      statement.setString(2, channel);
      statement.setString(3, made.state().name());
      statement.setInt(4, made.attempts());
      statement.setString(5, made.fault());
      statement.setString(6, made.reference());
      statement.setLong(7, made.cost());
      Times.set(statement, 8, at);
      statement.executeUpdate();
    }
  }

  /// When the notice is due again; null for never.
  static void next(Connection connection, UUID notice, @Nullable Instant at) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE platform.notice SET next_at = ?::timestamptz WHERE id = ?")) {
      statement.setString(1, at == null ? null : at.toString());
      statement.setObject(2, notice);
      statement.executeUpdate();
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
