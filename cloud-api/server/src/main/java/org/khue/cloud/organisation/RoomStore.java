package org.khue.cloud.organisation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
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
        COLUMNS + " WHERE unit_id = ? AND code > ? ORDER BY code LIMIT ?",
        RoomStore::read,
        unit,
        after,
        limit);
  }

  Optional<Room> find(Connection connection, UUID id) throws SQLException {
    return Sql.first(connection, COLUMNS + " WHERE id = ?", RoomStore::read, id);
  }

  Optional<Room> byCode(Connection connection, UUID unit, String code) throws SQLException {
    return Sql.first(
        connection, COLUMNS + " WHERE unit_id = ? AND code = ?", RoomStore::read, unit, code);
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
            + " capacity = ?, area = ?, version = version + 1 WHERE id = ? AND version = ?",
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

  void delete(Connection connection, UUID id, int version) throws SQLException {
    Sql.change(
        connection, "DELETE FROM organisation.room WHERE id = ? AND version = ?", id, version);
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
