package org.khue.cloud.platform.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// The table `platform.outbox`, and reading of `event_parked`.
@Singleton
final class OutboxStore {
  private static final String INSERT =
      "INSERT INTO platform.outbox (at, type, key, unit_id, payload) VALUES (?, ?, ?, ?, ?::jsonb)";

  /// The row lock on the end makes one at a time number events, and their order that of the
  /// numbering transactions.
  private static final String LOCK_END = "SELECT position FROM platform.outbox_end FOR UPDATE";

  private static final String NUMBER =
      """
      WITH fresh AS (SELECT seq FROM platform.outbox WHERE position IS NULL ORDER BY seq LIMIT ?),
           numbered AS (SELECT seq, row_number() OVER (ORDER BY seq) AS n FROM fresh)
      UPDATE platform.outbox o SET position = ? + n FROM numbered WHERE o.seq = numbered.seq
      """;
  private static final String MOVE_END = "UPDATE platform.outbox_end SET position = ?";
  private static final String COLUMNS = "o.position, o.at, o.type, o.key, o.unit_id, o.payload";
  private static final String FRESH =
      "SELECT "
          + COLUMNS
          + " FROM platform.outbox o WHERE o.position > ? AND o.position <= ? AND o.type = ANY (?)"
          + " ORDER BY o.position LIMIT ?";
  private static final String DUE =
      "SELECT "
          + COLUMNS
          + """
          , p.attempts FROM platform.event_parked p JOIN platform.outbox o ON o.position = p.position
          WHERE p.subscriber = ? AND NOT p.dead AND p.next_at <= ? AND NOT EXISTS (
            SELECT FROM platform.event_parked e
            WHERE e.subscriber = p.subscriber AND e.key = p.key AND e.position < p.position)
          ORDER BY p.position LIMIT ?
          """;
  private static final String PARKED =
      """
      SELECT p.subscriber, p.position, o.type, p.key, o.at, p.attempts, p.next_at, p.dead, p.fault
      FROM platform.event_parked p JOIN platform.outbox o ON o.position = p.position
      ORDER BY p.position, p.subscriber LIMIT ?
      """;
  private static final String REVIVE =
      "UPDATE platform.event_parked SET dead = false, attempts = 0, next_at = ?"
          + " WHERE subscriber = ? AND position = ?";
  private static final String DELETE =
      """
      DELETE FROM platform.outbox o WHERE o.at < ? AND o.position <= coalesce(
          (SELECT min(c.position) FROM platform.event_cursor c WHERE c.subscriber = ANY (?)),
          (SELECT e.position FROM platform.outbox_end e))
        AND NOT EXISTS (SELECT FROM platform.event_parked p WHERE p.position = o.position)
      """;

  private final ObjectMapper json;

  OutboxStore(ObjectMapper json) {
    this.json = json;
  }

  /// An event that is due again.
  record Due(PublishedEvent event, int attempts) {}

  void insert(Connection transaction, ModuleEvent event, Instant at) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      Times.set(statement, 1, at);
      statement.setString(2, event.type());
      statement.setString(3, event.key());
      statement.setObject(4, event.unit());
      statement.setString(5, json.writeValueAsString(event.payload()));
      statement.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the payload of an event must be plain JSON values", e);
    }
  }

  /// Gives committed events their positions.
  ///
  /// @return how many
  int number(Connection transaction, int most) throws SQLException {
    long end;
    try (PreparedStatement statement = transaction.prepareStatement(LOCK_END);
        ResultSet row = statement.executeQuery()) {
      row.next();
      end = row.getLong(1);
    }
    int numbered;
    try (PreparedStatement statement = transaction.prepareStatement(NUMBER)) {
      statement.setInt(1, most);
      statement.setLong(2, end);
      numbered = statement.executeUpdate();
    }
    if (numbered > 0) {
      try (PreparedStatement statement = transaction.prepareStatement(MOVE_END)) {
        statement.setLong(1, end + numbered);
        statement.executeUpdate();
      }
    }
    return numbered;
  }

  long end(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT position FROM platform.outbox_end");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  List<PublishedEvent> fresh(
      Connection connection, long after, long until, Collection<String> types, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FRESH)) {
      statement.setLong(1, after);
      statement.setLong(2, until);
      statement.setArray(3, connection.createArrayOf("text", types.toArray()));
      statement.setInt(4, most);
      List<PublishedEvent> events = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          events.add(event(row));
        }
      }
      return events;
    }
  }

  List<Due> due(Connection connection, String subscriber, Instant now, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      statement.setString(1, subscriber);
      Times.set(statement, 2, now);
      statement.setInt(3, most);
      List<Due> due = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          due.add(new Due(event(row), row.getInt(7)));
        }
      }
      return due;
    }
  }

  List<ParkedEvent> parked(Connection connection, int most) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(PARKED)) {
      statement.setInt(1, most);
      List<ParkedEvent> parked = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          parked.add(
              new ParkedEvent(
                  text(row, 1),
                  row.getLong(2),
                  text(row, 3),
                  text(row, 4),
                  Times.get(row, 5),
                  row.getInt(6),
                  Times.get(row, 7),
                  row.getBoolean(8),
                  text(row, 9)));
        }
      }
      return parked;
    }
  }

  boolean revive(Connection transaction, String subscriber, long position, Instant now)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(REVIVE)) {
      Times.set(statement, 1, now);
      statement.setString(2, subscriber);
      statement.setLong(3, position);
      return statement.executeUpdate() == 1;
    }
  }

  /// Deletes events that all those subscribers have taken.
  long delete(Connection transaction, Instant before, Collection<String> subscribers)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(DELETE)) {
      Times.set(statement, 1, before);
      statement.setArray(2, transaction.createArrayOf("text", subscribers.toArray()));
      return statement.executeUpdate();
    }
  }

  private PublishedEvent event(ResultSet row) throws SQLException {
    try {
      return new PublishedEvent(
          row.getLong(1),
          Times.get(row, 2),
          new ModuleEvent(
              text(row, 3),
              text(row, 4),
              Objects.requireNonNull(row.getObject(5, UUID.class)),
              json.readValue(text(row, 6), new TypeReference<>() {})));
    } catch (JsonProcessingException e) {
      throw new SQLException("the payload of event " + row.getLong(1) + " is no JSON object", e);
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
