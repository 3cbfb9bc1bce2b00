package org.khue.cloud.fleet.update;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.platform.db.Times;

/// The table `fleet.program`.
final class ProgramStore {
  private static final String AFTER =
      """
      SELECT gateway, sequence, version, since, tried_sequence, tried_version, state, at, reason, message
      FROM fleet.program WHERE gateway > ? ORDER BY gateway LIMIT ?
      """;
  private static final String TRIED =
      """
      INSERT INTO fleet.program (gateway, tried_sequence, tried_version, state, at, reason, message)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (gateway) DO UPDATE SET tried_sequence = excluded.tried_sequence,
        tried_version = excluded.tried_version, state = excluded.state, at = excluded.at,
        reason = excluded.reason, message = excluded.message
      """;
  private static final String RUNS =
      """
      UPDATE fleet.program SET sequence = ?, since = ?,
        version = CASE WHEN sequence = ? AND ? = '' THEN version ELSE ? END
      WHERE gateway = ?
      """;

  private ProgramStore() {}

  /// The gateways within the scope, by id.
  static List<Program> after(Connection read, String gateway, int limit) throws SQLException {
    try (PreparedStatement statement = read.prepareStatement(AFTER)) {
      statement.setString(1, gateway);
      statement.setInt(2, limit);
      List<Program> programs = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          programs.add(
              new Program(
                  row.getString(1),
                  row.getLong(2),
                  row.getString(3),
                  Times.getOrNull(row, 4),
                  row.getLong(5),
                  row.getString(6),
                  Program.State.of(row.getString(7)),
                  Times.get(row, 8),
                  row.getString(9),
                  row.getString(10)));
        }
      }
      return programs;
    }
  }

  /// What has become of the newest update.
  static void tried(
      Connection transaction,
      String gateway,
      long sequence,
      String version,
      Program.State state,
      Instant at,
      String reason,
      String message)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(TRIED)) {
      statement.setString(1, gateway);
      statement.setLong(2, sequence);
      statement.setString(3, version);
      statement.setString(4, state.code());
      Times.set(statement, 5, at);
      statement.setString(6, reason);
      statement.setString(7, message);
      statement.executeUpdate();
    }
  }

  /// Which version is good, of a gateway that has told of an update.
  ///
  /// @param version empty where the gateway does not say it: what is known of that sequence stays
  static void runs(
      Connection transaction, String gateway, long sequence, String version, Instant since)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(RUNS)) {
      statement.setLong(1, sequence);
      Times.set(statement, 2, since);
      statement.setLong(3, sequence);
      statement.setString(4, version);
      statement.setString(5, version);
      statement.setString(6, gateway);
      statement.executeUpdate();
    }
  }
}
