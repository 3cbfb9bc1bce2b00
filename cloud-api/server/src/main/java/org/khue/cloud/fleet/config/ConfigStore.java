package org.khue.cloud.fleet.config;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.khue.cloud.fleet.Json;
import org.khue.cloud.platform.db.Times;

/// The tables `fleet.config_version` and `fleet.config_running`.
final class ConfigStore {
  private static final String COLUMNS =
      "SELECT gateway, number, state, sha256, note, made_by, made_at, sent_by, sent_at, ended_at,"
          + " reason, message, problems FROM fleet.config_version WHERE gateway = ?";
  private static final String NEXT =
      """
      SELECT greatest(
        coalesce((SELECT max(number) FROM fleet.config_version WHERE gateway = ?), 0),
        coalesce((SELECT version FROM fleet.config_running WHERE gateway = ?), 0)) + 1
      """;
  private static final String DRAFT =
      """
      INSERT INTO fleet.config_version (gateway, number, state, body, sha256, note, made_by, made_at)
      VALUES (?, ?, 'draft', ?, ?, ?, ?, ?)
      ON CONFLICT (gateway) WHERE state = 'draft' DO UPDATE SET body = excluded.body,
        sha256 = excluded.sha256, note = excluded.note, made_by = excluded.made_by,
        made_at = excluded.made_at
      RETURNING number
      """;
  private static final String ENDED =
      """
      UPDATE fleet.config_version SET state = ?, ended_at = ?, reason = ?, message = ?,
        problems = ?::jsonb
      WHERE gateway = ? AND number = ? AND sha256 = ? AND state <> 'draft'
      """;
  private static final String RUNNING =
      """
      INSERT INTO fleet.config_running (gateway, version, own, sha256, body, at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (gateway) DO UPDATE SET version = excluded.version, own = excluded.own,
        sha256 = excluded.sha256, body = excluded.body, at = excluded.at
      """;
  private static final TypeReference<List<ConfigVersion.Problem>> PROBLEMS =
      new TypeReference<>() {};

  private ConfigStore() {}

  static List<ConfigVersion> versions(Connection read, String gateway, long before, int limit)
      throws SQLException {
    try (PreparedStatement statement =
        read.prepareStatement(COLUMNS + " AND number < ? ORDER BY number DESC LIMIT ?")) {
      statement.setString(1, gateway);
      statement.setLong(2, before);
      statement.setInt(3, limit);
      List<ConfigVersion> versions = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          versions.add(version(row));
        }
      }
      return versions;
    }
  }

  static Optional<ConfigVersion> find(Connection read, String gateway, long number)
      throws SQLException {
    try (PreparedStatement statement = read.prepareStatement(COLUMNS + " AND number = ?")) {
      statement.setString(1, gateway);
      statement.setLong(2, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(version(row)) : Optional.empty();
      }
    }
  }

  static Optional<String> body(Connection read, String gateway, long number) throws SQLException {
    try (PreparedStatement statement =
        read.prepareStatement(
            "SELECT body FROM fleet.config_version WHERE gateway = ? AND number = ?")) {
      statement.setString(1, gateway);
      statement.setLong(2, number);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  static Optional<RunningConfig> running(Connection read, String gateway) throws SQLException {
    try (PreparedStatement statement =
        read.prepareStatement(
            "SELECT version, own, sha256, body, at FROM fleet.config_running WHERE gateway = ?")) {
      statement.setString(1, gateway);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new RunningConfig(
                    gateway,
                    row.getLong(1),
                    row.getBoolean(2),
                    row.getString(3),
                    row.getString(4),
                    Times.get(row, 5)))
            : Optional.empty();
      }
    }
  }

  /// Puts a draft in the place of the one there is, if there is one.
  ///
  /// @return its number
  static long draft(
      Connection transaction,
      String gateway,
      String body,
      String sha256,
      String note,
      String by,
      Instant now)
      throws SQLException {
    long next;
    try (PreparedStatement statement = transaction.prepareStatement(NEXT)) {
      statement.setString(1, gateway);
      statement.setString(2, gateway);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        next = row.getLong(1);
      }
    }
    try (PreparedStatement statement = transaction.prepareStatement(DRAFT)) {
      statement.setString(1, gateway);
      statement.setLong(2, next);
      statement.setString(3, body);
      statement.setString(4, sha256);
      statement.setString(5, note);
      statement.setString(6, by);
      Times.set(statement, 7, now);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /// @return whether it was a draft
  static boolean send(Connection transaction, String gateway, long number, String by, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.config_version SET state = 'sent', sent_by = ?, sent_at = ?"
                + " WHERE gateway = ? AND number = ? AND state = 'draft'")) {
      statement.setString(1, by);
      Times.set(statement, 2, now);
      statement.setString(3, gateway);
      statement.setLong(4, number);
      return statement.executeUpdate() == 1;
    }
  }

  static void ended(
      Connection transaction,
      String gateway,
      long number,
      String sha256,
      ConfigVersion.State state,
      Instant at,
      String reason,
      String message,
      List<ConfigVersion.Problem> problems)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(ENDED)) {
      statement.setString(1, state.code());
      Times.set(statement, 2, at);
      statement.setString(3, reason);
      statement.setString(4, message);
      statement.setString(5, Json.write(problems));
      statement.setString(6, gateway);
      statement.setLong(7, number);
      statement.setString(8, sha256);
      statement.executeUpdate();
    }
  }

  static void running(Connection transaction, RunningConfig running) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(RUNNING)) {
      statement.setString(1, running.gateway());
      statement.setLong(2, running.version());
      statement.setBoolean(3, running.own());
      statement.setString(4, running.sha256());
      statement.setString(5, running.body());
      Times.set(statement, 6, running.at());
      statement.executeUpdate();
    }
  }

  private static ConfigVersion version(ResultSet row) throws SQLException {
    return new ConfigVersion(
        row.getString(1),
        row.getLong(2),
        ConfigVersion.State.of(row.getString(3)),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Times.get(row, 7),
        row.getString(8),
        Times.getOrNull(row, 9),
        Times.getOrNull(row, 10),
        row.getString(11),
        row.getString(12),
        Json.read(row.getString(13), PROBLEMS));
  }
}
