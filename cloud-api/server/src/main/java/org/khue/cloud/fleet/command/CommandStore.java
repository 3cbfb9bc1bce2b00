package org.khue.cloud.fleet.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `fleet.command`.
final class CommandStore {
  private static final String COLUMNS =
      "SELECT id, gateway, device, name, args, asker, asked_by, asked_at, not_after, state,"
          + " ended_at, reason, said, receipts FROM fleet.command";
  private static final String INSERT =
      """
      INSERT INTO fleet.command (id, gateway, device, name, args, asked_by, asker, asked_at,
        not_after, state, ended_at, reason, said, receipts)
      VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT (id) DO NOTHING
      """;
  private static final String RECEIPT =
      """
      UPDATE fleet.command SET state = ?, ended_at = ?, reason = ?, said = ?::jsonb,
        receipts = receipts + 1
      WHERE id = ? AND gateway = ? AND ended_at IS NULL
      """;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private CommandStore() {}

  /// An id that sorts by the time of its making.
  static UUID newId(Connection transaction) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement("SELECT uuidv7()");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getObject(1, UUID.class);
    }
  }

  /// @param account who asked; null for one that was given at the gateway
  /// @return false if there is one of that id
  static boolean insert(Connection transaction, DeviceCommand command, @Nullable UUID account)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      statement.setObject(1, command.id());
      statement.setString(2, command.gateway());
      statement.setString(3, command.device());
      statement.setString(4, command.name());
      statement.setString(5, write(command.args()));
      statement.setObject(6, account, Types.OTHER);
      statement.setString(7, command.asker());
      Times.set(statement, 8, command.askedAt());
      Times.set(statement, 9, command.notAfter());
      statement.setString(10, command.state().word());
      end(statement, 11, command.endedAt());
      statement.setString(12, command.reason());
      statement.setString(13, write(command.said()));
      statement.setInt(14, command.receipts());
      return statement.executeUpdate() == 1;
    }
  }

  /// How many of a gateway's commands have not ended.
  static int open(Connection connection, String gateway) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) FROM fleet.command"
                + " WHERE gateway = ? AND state IN ('waiting', 'sent')")) {
      statement.setString(1, gateway);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /// All that have not ended, the oldest first.
  static List<DeviceCommand> open(Connection connection, int limit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS + " WHERE state IN ('waiting', 'sent') ORDER BY id LIMIT ?")) {
      statement.setInt(1, limit);
      return list(statement);
    }
  }

  /// Moves a command that has not ended from one of the two open states to the other.
  static void move(Connection transaction, UUID id, CommandState from, CommandState to)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.command SET state = ? WHERE id = ? AND state = ?")) {
      statement.setString(1, to.word());
      statement.setObject(2, id);
      statement.setString(3, from.word());
      statement.executeUpdate();
    }
  }

  /// Ends a command that was never handed over.
  static void expire(Connection transaction, UUID id, Instant at, String reason)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.command SET state = 'expired', ended_at = ?, reason = ?"
                + " WHERE id = ? AND state = 'waiting'")) {
      Times.set(statement, 1, at);
      statement.setString(2, reason);
      statement.setObject(3, id);
      statement.executeUpdate();
    }
  }

  /// Takes a receipt: the first one ends the command, any other is only counted.
  ///
  /// @return false if the gateway has no such command
  static boolean receipt(Connection transaction, DeviceCommand ended) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(RECEIPT)) {
      statement.setString(1, ended.state().word());
      end(statement, 2, ended.endedAt());
      statement.setString(3, ended.reason());
      statement.setString(4, write(ended.said()));
      statement.setObject(5, ended.id());
      statement.setString(6, ended.gateway());
      if (statement.executeUpdate() == 1) {
        return true;
      }
    }
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE fleet.command SET receipts = receipts + 1 WHERE id = ? AND gateway = ?")) {
      statement.setObject(1, ended.id());
      statement.setString(2, ended.gateway());
      return statement.executeUpdate() == 1;
    }
  }

  static Optional<DeviceCommand> find(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(COLUMNS + " WHERE id = ?")) {
      statement.setObject(1, id);
      return list(statement).stream().findFirst();
    }
  }

  /// Those of a device, the newest first, before that id (they are made in the order of time).
  static List<DeviceCommand> newest(
      Connection connection, String gateway, String device, UUID before, int limit)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            COLUMNS + " WHERE gateway = ? AND device = ? AND id < ? ORDER BY id DESC LIMIT ?")) {
      statement.setString(1, gateway);
      statement.setString(2, device);
      statement.setObject(3, before);
      statement.setInt(4, limit);
      return list(statement);
    }
  }

  /// Deletes what had ended before that moment.
  static long forget(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM fleet.command WHERE ended_at < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }

  private static void end(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    if (at == null) {
      statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    } else {
      Times.set(statement, index, at);
    }
  }

  private static List<DeviceCommand> list(PreparedStatement statement) throws SQLException {
    List<DeviceCommand> commands = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        commands.add(
            new DeviceCommand(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                read(row.getString(5), new TypeReference<TreeMap<String, Object>>() {}),
                row.getString(6),
                row.getObject(7) == null,
                Times.get(row, 8),
                Times.get(row, 9),
                CommandState.of(row.getString(10)),
                Times.getOrNull(row, 11),
                row.getString(12),
                read(row.getString(13), new TypeReference<TreeMap<String, String>>() {}),
                row.getInt(14)));
      }
    }
    return commands;
  }

  private static String write(Map<String, ?> values) {
    try {
      return JSON.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON: " + values.keySet(), e);
    }
  }

  private static <T> T read(@Nullable String json, TypeReference<T> type) {
    try {
      return JSON.readValue(Objects.requireNonNull(json), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the database holds JSON of another shape: " + json, e);
    }
  }
}
