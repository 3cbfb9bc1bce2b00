package org.khue.cloud.equipment.register;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Query;

/// The table `equipment.item_document`.
final class DocumentStore {
  private DocumentStore() {}

  record Kept(UUID file, Instant at, String by) {}

  static List<Kept> of(Connection read, UUID item) throws SQLException {
    return Query.of(
            "SELECT file_id, added_at, added_by FROM equipment.item_document WHERE item_id = ?"
                + " ORDER BY added_at DESC LIMIT 200",
            item)
        .list(
            read,
            row ->
                new Kept(
                    Query.id(row, "file_id"),
                    Query.moment(row, "added_at"),
                    Query.text(row, "added_by")));
  }

  static void insert(Connection transaction, UUID item, UUID file, Instant at, String by)
      throws SQLException {
    Query.of(
            "INSERT INTO equipment.item_document (item_id, file_id, added_at, added_by)"
                + " VALUES (?, ?, ?, ?)",
            item,
            file,
            at,
            by)
        .run(transaction);
  }
}
