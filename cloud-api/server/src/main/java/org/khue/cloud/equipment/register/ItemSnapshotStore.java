package org.khue.cloud.equipment.register;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Query;

/// An item with its history as text, to put back exactly what an import has changed.
final class ItemSnapshotStore {
  private ItemSnapshotStore() {}

  static String of(Connection read, UUID id) throws SQLException {
    return Query.of(
            """
            SELECT jsonb_build_object('item', to_jsonb(i), 'states',
              (SELECT coalesce(jsonb_agg(to_jsonb(s)), '[]') FROM equipment.item_state s
               WHERE s.item_id = i.id))::text AS whole
            FROM equipment.item i WHERE i.id = ?
            """,
            id)
        .first(read, row -> Query.text(row, "whole"))
        .orElseThrow();
  }

  /// Puts an item and its history back as they were.
  static void restore(Connection transaction, UUID id, String snapshot) throws SQLException {
    Query.of(
            """
            UPDATE equipment.item i SET (type_id, code, number, name, serial, quantity, tag, room_id,
              custodian, value, funding, acquired, state, gateway, device, note, version)
            = (SELECT b.type_id, b.code, b.number, b.name, b.serial, b.quantity, b.tag, b.room_id,
                 b.custodian, b.value, b.funding, b.acquired, b.state, b.gateway, b.device, b.note,
                 b.version
               FROM jsonb_populate_record(NULL::equipment.item, ?::jsonb -> 'item') b)
            WHERE i.id = ?
            """,
            snapshot,
            id)
        .run(transaction);
    Query.of("DELETE FROM equipment.item_state WHERE item_id = ?", id).run(transaction);
    Query.of(
            """
            INSERT INTO equipment.item_state
            SELECT * FROM jsonb_populate_recordset(NULL::equipment.item_state, ?::jsonb -> 'states')
            """,
            snapshot)
        .run(transaction);
  }

  /// Removes an item that was new.
  static void remove(Connection transaction, UUID id) throws SQLException {
    Query.of("DELETE FROM equipment.item WHERE id = ?", id).run(transaction);
  }
}
