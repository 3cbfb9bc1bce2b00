package org.khue.cloud.exchange.oneroster;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The table `exchange.link`: what other systems call what stands here.
final class LinkStore {

  /// What another system calls something.
  ///
  /// @param unit that the roster was for
  /// @param source the other system
  record Link(UUID unit, String source, RosterFile kind, String sourcedId) {}

  /// Ours by their sourcedId, of those that are known.
  Map<String, UUID> find(
      Connection connection, UUID unit, String source, RosterFile kind, Collection<String> ids)
      throws SQLException {
    Map<String, UUID> found = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT sourced_id, ours FROM exchange.link WHERE unit_id = ? AND source = ?"
                + " AND kind = ? AND sourced_id = ANY (?)")) {
      statement.setObject(1, unit);
      statement.setString(2, source);
      statement.setString(3, kind.title());
      statement.setArray(4, connection.createArrayOf("text", ids.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), row.getObject(2, UUID.class));
        }
      }
    }
    return found;
  }

  /// Notes a link; one that led elsewhere leads here from now on.
  void add(Connection transaction, Link link, UUID ours) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO exchange.link (unit_id, source, kind, sourced_id, ours) VALUES (?, ?, ?,"
                + " ?, ?) ON CONFLICT (unit_id, source, kind, sourced_id) DO UPDATE SET ours ="
                + " excluded.ours")) {
      set(statement, link);
      statement.setObject(5, ours);
      statement.executeUpdate();
    }
  }

  void remove(Connection transaction, Link link) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "DELETE FROM exchange.link WHERE unit_id = ? AND source = ? AND kind = ?"
                + " AND sourced_id = ?")) {
      set(statement, link);
      statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, Link link) throws SQLException {
    statement.setObject(1, link.unit());
    statement.setString(2, link.source());
    statement.setString(3, link.kind().title());
    statement.setString(4, link.sourcedId());
  }

  /// What other systems call a person: source and sourcedId.
  List<Map.Entry<String, String>> ofPerson(Connection connection, UUID person) throws SQLException {
    List<Map.Entry<String, String>> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT DISTINCT source, sourced_id FROM exchange.link WHERE kind = 'users'"
                + " AND ours = ? ORDER BY source, sourced_id")) {
      statement.setObject(1, person);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          names.add(Map.entry(row.getString(1), row.getString(2)));
        }
      }
    }
    return names;
  }

  void forget(Connection transaction, UUID person) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "DELETE FROM exchange.link WHERE kind = 'users' AND ours = ?")) {
      statement.setObject(1, person);
      statement.executeUpdate();
    }
  }
}
