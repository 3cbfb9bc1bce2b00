package org.khue.cloud.equipment.utilisation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `equipment.subject`.
final class SubjectStore {
  private static final String COLUMNS =
      "room, gateway, device, unit_id, room_code, room_name, room_kind, device_kind, profile, name,"
          + " watched, fitted_from, fitted_to";
  private static final String WRITE =
      "INSERT INTO equipment.subject ("
          + COLUMNS
          + ", change)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, nextval('equipment.use_change'))"
          + " ON CONFLICT (room, gateway, device) DO UPDATE SET unit_id = excluded.unit_id,"
          + " room_code = excluded.room_code, room_name = excluded.room_name,"
          + " room_kind = excluded.room_kind, device_kind = excluded.device_kind,"
          + " profile = excluded.profile, name = excluded.name, watched = excluded.watched,"
          + " fitted_from = excluded.fitted_from, fitted_to = excluded.fitted_to, change = excluded.change RETURNING id";
  private static final String SELECT = "SELECT id, " + COLUMNS + " FROM equipment.subject";
  private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

  private final ObjectMapper json = new ObjectMapper();

  /// The subjects of a room, by id.
  Map<Integer, Subject> of(Connection connection, UUID room) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + " WHERE room = ?")) {
      statement.setObject(1, room);
      return read(statement);
    }
  }

  /// Subjects that were written after that change, by id.
  Map<Integer, Subject> after(Connection connection, long change) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SELECT + " WHERE change > ?")) {
      statement.setLong(1, change);
      return read(statement);
    }
  }

  /// The newest change of any subject, at least that one.
  long newest(Connection connection, long change) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT coalesce(max(change), 0) FROM equipment.subject")) {
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return Math.max(change, row.getLong(1));
      }
    }
  }

  /// The ids of the subjects within the scope.
  static int[] within(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM equipment.subject");
        ResultSet row = statement.executeQuery()) {
      row.next();
      Integer[] ids = (Integer[]) row.getArray(1).getArray();
      return Arrays.stream(ids).mapToInt(Integer::intValue).toArray();
    }
  }

  /// Writes a subject, new or known.
  ///
  /// @return its id
  int write(Connection transaction, Subject subject) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(WRITE)) {
      statement.setObject(1, subject.key().room());
      statement.setString(2, subject.key().gateway());
      statement.setString(3, subject.key().device());
      statement.setObject(4, subject.unit());
      statement.setString(5, subject.roomCode());
      statement.setString(6, subject.roomName());
      statement.setString(7, subject.roomKind());
      statement.setString(8, subject.deviceKind());
      statement.setString(9, subject.profile());
      statement.setString(10, text(subject.name()));
      statement.setBoolean(11, subject.watched());
      statement.setObject(12, offset(subject.from()));
      statement.setObject(13, offset(subject.to()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private Map<Integer, Subject> read(PreparedStatement statement) throws SQLException {
    Map<Integer, Subject> subjects = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        subjects.put(
            row.getInt(1),
            new Subject(
                new Subject.Key(
                    Objects.requireNonNull(row.getObject(2, UUID.class)),
                    row.getString(3),
                    row.getString(4)),
                Objects.requireNonNull(row.getObject(5, UUID.class)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                texts(row.getString(11)),
                row.getBoolean(12),
                Times.getOrNull(row, 13),
                Times.getOrNull(row, 14)));
      }
    }
    return subjects;
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private String text(Map<String, String> name) {
    try {
      return json.writeValueAsString(name);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a name that is no JSON", e);
    }
  }

  private Map<String, String> texts(String text) {
    try {
      return "{}".equals(text) ? Map.of() : json.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a name in the database that is no JSON", e);
    }
  }
}
