package org.khue.cloud.equipment.register;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.internal.Coded;
import org.khue.cloud.equipment.internal.Query;
import org.khue.cloud.platform.security.Reach;

/// The tables `equipment.item` and `equipment.item_state`.
final class ItemStore {
  static final String COLUMNS =
      "i.id, i.unit_id, i.type_id, i.code, i.number, i.name, i.serial, i.quantity, i.tag, i.room_id,"
          + " i.custodian, i.value, i.funding, i.acquired, i.state, i.gateway, i.device, i.note,"
          + " i.version";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM equipment.item i ";
  private static final String THERE = "i.state NOT IN ('lost', 'disposed')";

  private ItemStore() {}

  static Optional<Item> find(Connection read, UUID id) throws SQLException {
    return Query.of(SELECT + "WHERE i.id = ?", id).first(read, ItemStore::item);
  }

  static Optional<Item> byCode(Connection read, String code) throws SQLException {
    return Query.of(SELECT + "WHERE i.code = ?", code).first(read, ItemStore::item);
  }

  static List<Item> byNumbers(Connection read, UUID unit, Collection<String> numbers)
      throws SQLException {
    return Query.of(SELECT + "WHERE i.unit_id = ? AND i.number = ANY (?)", unit, numbers)
        .list(read, ItemStore::item);
  }

  static List<Item> all(Connection read, Collection<UUID> ids) throws SQLException {
    return Query.of(SELECT + "WHERE i.id = ANY (?) ORDER BY i.code", ids)
        .list(read, ItemStore::item);
  }

  static List<Item> page(Connection read, @Nullable UUID unit, @Nullable UUID after, int limit)
      throws SQLException {
    return Query.of(
            SELECT
                + "WHERE (?::uuid IS NULL OR i.unit_id = ?) AND (?::uuid IS NULL OR i.id > ?)"
                + " ORDER BY i.id LIMIT ?",
            unit,
            unit,
            after,
            after,
            limit)
        .list(read, ItemStore::item);
  }

  static List<Item> ofType(Connection read, UUID unit, UUID type) throws SQLException {
    return Query.of(
            SELECT + "WHERE i.unit_id = ? AND i.type_id = ? ORDER BY i.code LIMIT 1000", unit, type)
        .list(read, ItemStore::item);
  }

  static List<Item> in(Connection read, UUID unit, @Nullable UUID room) throws SQLException {
    return Query.of(
            SELECT
                + "WHERE i.unit_id = ? AND i.room_id IS NOT DISTINCT FROM ? AND "
                + THERE
                + " ORDER BY i.code LIMIT 5000",
            unit,
            room)
        .list(read, ItemStore::item);
  }

  /// @return the new id; empty if the code is taken
  static Optional<UUID> insert(
      Connection transaction, UUID unit, String code, ItemFacts facts, ItemState state)
      throws SQLException {
    return Query.of(
            """
            INSERT INTO equipment.item (unit_id, code, state, type_id, number, name, serial, quantity,
              tag, room_id, custodian, value, funding, acquired, gateway, device, note)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (code) DO NOTHING RETURNING id
            """,
            unit,
            code,
            state.code(),
            facts.type(),
            facts.number(),
            facts.name(),
            facts.serial(),
            facts.quantity(),
            facts.tag(),
            facts.room(),
            facts.custodian(),
            facts.value(),
            code(facts.funding()),
            facts.acquired(),
            facts.gateway(),
            facts.device(),
            facts.note())
        .first(transaction, row -> Query.id(row, "id"));
  }

  /// @return false if somebody else changed it meanwhile
  static boolean update(Connection transaction, UUID id, int version, ItemFacts facts)
      throws SQLException {
    return Query.of(
                """
                UPDATE equipment.item SET type_id = ?, number = ?, name = ?, serial = ?, quantity = ?,
                  tag = ?, room_id = ?, custodian = ?, value = ?, funding = ?, acquired = ?,
                  gateway = ?, device = ?, note = ?, version = version + 1
                WHERE id = ? AND version = ?
                """,
                facts.type(),
                facts.number(),
                facts.name(),
                facts.serial(),
                facts.quantity(),
                facts.tag(),
                facts.room(),
                facts.custodian(),
                facts.value(),
                code(facts.funding()),
                facts.acquired(),
                facts.gateway(),
                facts.device(),
                facts.note(),
                id,
                version)
            .run(transaction)
        == 1;
  }

  static boolean turn(Connection transaction, UUID id, int version, ItemState state)
      throws SQLException {
    return Query.of(
                "UPDATE equipment.item SET state = ?, version = version + 1"
                    + " WHERE id = ? AND version = ?",
                state.code(),
                id,
                version)
            .run(transaction)
        == 1;
  }

  static boolean move(Connection transaction, UUID id, int version, UUID room) throws SQLException {
    return Query.of(
                "UPDATE equipment.item SET room_id = ?, version = version + 1"
                    + " WHERE id = ? AND version = ?",
                room,
                id,
                version)
            .run(transaction)
        == 1;
  }

  static void state(
      Connection transaction, UUID id, ItemState state, String reason, String by, Instant at)
      throws SQLException {
    Query.of(
            """
            INSERT INTO equipment.item_state (item_id, noted_at, state, reason, noted_by)
            VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (item_id, noted_at) DO UPDATE SET state = excluded.state,
              reason = excluded.reason
            """,
            id,
            at,
            state.code(),
            reason,
            by)
        .run(transaction);
  }

  static List<ItemEvent> history(Connection read, UUID id) throws SQLException {
    return Query.of(
            "SELECT noted_at, state, reason, noted_by FROM equipment.item_state WHERE item_id = ?"
                + " ORDER BY noted_at DESC LIMIT 200",
            id)
        .list(
            read,
            row ->
                new ItemEvent(
                    Query.moment(row, "noted_at"),
                    Coded.of(ItemState.values(), Query.text(row, "state")),
                    Query.text(row, "reason"),
                    Query.text(row, "noted_by")));
  }

  /// What of an item's facts another item has already.
  record Taken(boolean number, boolean tag, boolean device) {}

  static Taken taken(Connection read, UUID unit, ItemFacts facts, Optional<UUID> self)
      throws SQLException {
    return Query.of(
            """
            SELECT coalesce(bool_or(unit_id = ? AND number = ? AND number <> ''), false) AS number,
              coalesce(bool_or(tag = ?), false) AS tag,
              coalesce(bool_or(gateway = ? AND device = ?), false) AS device
            FROM equipment.item WHERE id <> ? AND ((unit_id = ? AND number = ?) OR tag = ?
              OR (gateway = ? AND device = ?))
            """,
            unit,
            facts.number(),
            facts.tag(),
            facts.gateway(),
            facts.device(),
            self.orElse(Reach.ROOT),
            unit,
            facts.number(),
            facts.tag(),
            facts.gateway(),
            facts.device())
        .first(read, row -> new Taken(row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
        .orElseThrow();
  }

  static Item item(ResultSet row) throws SQLException {
    String funding = row.getString("funding");
    ItemFacts facts =
        new ItemFacts(
            Query.id(row, "type_id"),
            Query.text(row, "number"),
            Query.text(row, "name"),
            Query.text(row, "serial"),
            row.getInt("quantity"),
            row.getString("tag"),
            Query.idOrNull(row, "room_id"),
            Query.idOrNull(row, "custodian"),
            row.getObject("value", Long.class),
            funding == null ? null : Coded.of(Funding.values(), funding),
            row.getObject("acquired", LocalDate.class),
            row.getString("gateway"),
            row.getString("device"),
            Query.text(row, "note"));
    return new Item(
        Query.id(row, "id"),
        Query.id(row, "unit_id"),
        Query.text(row, "code"),
        facts,
        Coded.of(ItemState.values(), Query.text(row, "state")),
        row.getInt("version"));
  }

  private static @Nullable String code(@Nullable Coded value) {
    return value == null ? null : value.code();
  }
}
