package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.khue.contract.Stream;

/// The rows of `telemetry.cursor`.
@Singleton
final class CursorStore {
  private static final String KEYS = "unnest(?::text[], ?::smallint[]) AS k (gateway, stream)";

  /// Locks the cursors until the transaction ends, and reads them into the map.
  void lock(Connection transaction, Collection<CursorKey> keys, Map<CursorKey, Cursor> into)
      throws SQLException {
    read(transaction, keys, into);
    if (into.size() < keys.size()) {
      String insert =
          "INSERT INTO telemetry.cursor (gateway, stream) SELECT k.gateway, k.stream FROM "
              + KEYS
              + " ORDER BY 1, 2 ON CONFLICT DO NOTHING";
      try (PreparedStatement statement = transaction.prepareStatement(insert)) {
        bind(statement, keys);
        statement.executeUpdate();
      }
      read(transaction, keys, into);
    }
  }

  void move(Connection transaction, Map<CursorKey, Cursor> cursors) throws SQLException {
    String update =
        "UPDATE telemetry.cursor SET seq = ?, readings = readings + ?, events = events + ?,"
            + " given_up = given_up + ?, set_aside = set_aside + ?, moved_at = now()"
            + " WHERE gateway = ? AND stream = ? AND seq = ?";
    try (PreparedStatement statement = transaction.prepareStatement(update)) {
      int moved = 0;
      for (Map.Entry<CursorKey, Cursor> each : cursors.entrySet()) {
        Cursor cursor = each.getValue();
        if (cursor.seq == cursor.before) {
          continue;
        }
        statement.setLong(1, cursor.seq);
        statement.setLong(2, cursor.readings);
        statement.setLong(3, cursor.events);
        statement.setLong(4, cursor.givenUp);
        statement.setLong(5, cursor.setAside);
        statement.setString(6, each.getKey().gateway());
        statement.setInt(7, each.getKey().stream().ordinal());
        statement.setLong(8, cursor.before);
        statement.addBatch();
        moved++;
      }
      if (moved > 0) {
        for (int count : statement.executeBatch()) {
          if (count != 1) {
            throw new IllegalStateException("a locked cursor moved under its transaction");
          }
        }
      }
    }
  }

  private static void read(
      Connection transaction, Collection<CursorKey> keys, Map<CursorKey, Cursor> into)
      throws SQLException {
    String select =
        "SELECT c.gateway, c.stream, c.seq FROM telemetry.cursor c JOIN "
            + KEYS
            + " USING (gateway, stream) ORDER BY 1, 2 FOR UPDATE OF c";
    try (PreparedStatement statement = transaction.prepareStatement(select)) {
      bind(statement, keys);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          into.put(
              new CursorKey(row.getString(1), Stream.values()[row.getInt(2)]),
              new Cursor(row.getLong(3)));
        }
      }
    }
  }

  private static void bind(PreparedStatement statement, Collection<CursorKey> keys)
      throws SQLException {
    List<String> gateways = new ArrayList<>();
    List<Integer> streams = new ArrayList<>();
    for (CursorKey key : keys) {
      gateways.add(key.gateway());
      streams.add(key.stream().ordinal());
    }
    Connection connection = statement.getConnection();
    statement.setArray(1, connection.createArrayOf("text", gateways.toArray()));
    statement.setArray(2, connection.createArrayOf("int4", streams.toArray()));
  }
}
