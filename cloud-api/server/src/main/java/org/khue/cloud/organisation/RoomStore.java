package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `organisation.room`.
final class RoomStore {
  static final String INSERT =
      "INSERT INTO organisation.room (id, unit_id, building_id, code, name, kind, floor,"
          + " capacity, area) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String COLUMNS =
      "SELECT id, unit_id, building_id, code, name, kind, floor, capacity, area, version"
          + " FROM organisation.room";

  /// Rooms with a code after that one, by code.
  List<Room> page(Connection connection, UUID unit, String after, int limit) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE unit_id = ? AND code > ? AND deleted_at IS NULL ORDER BY code LIMIT ?",
        RoomStore::read,
        unit,
        after,
        limit);
  }

  Optional<Room> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(
        connection, COLUMNS + " WHERE id = ? AND deleted_at IS NULL", RoomStore::read, id);
  }

  Optional<Room> byCode(Connection connection, UUID unit, String code) throws SQLException {
    return Sql.first(
        connection,
        COLUMNS + " WHERE unit_id = ? AND code = ? AND deleted_at IS NULL",
        RoomStore::read,
        unit,
        code);
  }

  void insert(Connection connection, UUID id, UUID unit, RoomFacts room) throws SQLException {
    Sql.update(connection, INSERT, row(id, unit, room));
  }

  /// The parameters of [#INSERT].
  static @Nullable Object[] row(UUID id, UUID unit, RoomFacts room) {
    return new @Nullable Object[] {
      id,
      unit,
      room.building(),
      room.code(),
      room.name(),
      room.kind().code(),
      room.floor(),
      room.capacity(),
      room.area()
    };
  }

  void update(Connection connection, UUID id, int version, RoomFacts room) throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.room SET building_id = ?, code = ?, name = ?, kind = ?, floor = ?,"
            + " capacity = ?, area = ?, version = version + 1"
            + " WHERE id = ? AND version = ? AND deleted_at IS NULL",
        room.building(),
        room.code(),
        room.name(),
        room.kind().code(),
        room.floor(),
        room.capacity(),
        room.area(),
        id,
        version);
  }

  /// Puts it into the bin.
  void bin(Connection connection, UUID id, int version, OffsetDateTime at, String by)
      throws SQLException {
    Sql.change(
        connection,
        "UPDATE organisation.room SET deleted_at = ?, deleted_by = ?, version = version + 1"
            + " WHERE id = ? AND version = ? AND deleted_at IS NULL",
        at,
        by,
        id,
        version);
  }

  /// A room in the bin.
  record Binned(Room room, Instant at, String by) {}

  /// Those that were removed last, the latest first.
  ///
  /// @param id of one of them; null for all
  List<Binned> binned(Connection connection, @Nullable UUID id, int most) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS.replace(", version", ", version, deleted_at, deleted_by")
            + " WHERE deleted_at IS NOT NULL AND (?::uuid IS NULL OR id = ?)"
            + " ORDER BY deleted_at DESC, id LIMIT ?",
        row ->
            new Binned(
                read(row), Sql.value(row, 11, OffsetDateTime.class).toInstant(), Sql.text(row, 12)),
        id,
        id,
        most);
  }

  void unbin(Connection connection, UUID id) throws SQLException {
    Sql.update(
        connection,
        "UPDATE organisation.room SET deleted_at = NULL, deleted_by = NULL, version = version + 1"
            + " WHERE id = ?",
        id);
  }

  /// Removes for good what was put into the bin before that moment.
  int purge(Connection connection, OffsetDateTime before) throws SQLException {
    return Sql.update(connection, "DELETE FROM organisation.room WHERE deleted_at < ?", before);
  }

  private static Room read(ResultSet row) throws SQLException {
    RoomFacts facts =
        new RoomFacts(
            Sql.id(row, 3),
            Sql.text(row, 4),
            Sql.text(row, 5),
            RoomKind.ofCode(Sql.text(row, 6)),
            row.getInt(7),
            row.getObject(8, Integer.class),
            row.getBigDecimal(9));
    return new Room(Sql.id(row, 1), Sql.id(row, 2), facts, row.getInt(10));
  }
}
