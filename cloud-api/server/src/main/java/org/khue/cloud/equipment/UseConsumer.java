package org.khue.cloud.equipment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.khue.cloud.equipment.utilisation.Marks;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;

/// Writes use intervals from the events that begin and end them, and notes the days whose
/// utilisation they change.
final class UseConsumer implements EventConsumer {
  private static final String START =
      """
      INSERT INTO equipment.use_interval (gateway, use_id, device, evidence, started_at)
      VALUES (?, ?, ?, ?, ?) ON CONFLICT (gateway, use_id) DO NOTHING
      """;
  // The end carries the start, so that a use whose start was given up (a full disk) is whole again.
  private static final String END =
      """
      INSERT INTO equipment.use_interval
        (gateway, use_id, device, evidence, started_at, ended_at, reason)
      VALUES (?, ?, ?, ?, least(?::timestamptz, ?::timestamptz), ?, ?)
      ON CONFLICT (gateway, use_id) DO UPDATE
      SET ended_at = greatest(excluded.ended_at, use_interval.started_at), reason = excluded.reason
      RETURNING new.started_at, greatest(new.ended_at, old.ended_at)
      """;

  private final Marks marks;

  UseConsumer(Marks marks) {
    this.marks = marks;
  }

  @Override
  public String name() {
    return "equipment";
  }

  @Override
  public void accept(Connection transaction, String gateway, List<Entry> entries)
      throws SQLException {
    for (Entry entry : entries) {
      if (entry instanceof Event event && event.kind().equals(EventKind.USE_STARTED)) {
        start(transaction, gateway, event);
      } else if (entry instanceof Event event && event.kind().equals(EventKind.USE_ENDED)) {
        end(transaction, gateway, event);
      } else if (entry instanceof Inventory inventory) {
        Instant at = Times.ofMicros(inventory.at().wallMicros());
        marks.gateway(transaction, gateway, at, at);
      }
    }
  }

  private void start(Connection transaction, String gateway, Event event) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(START)) {
      statement.setString(1, gateway);
      statement.setString(2, text(event.details(), "use"));
      statement.setString(3, event.device());
      statement.setString(4, text(event.details(), "evidence"));
      Instant at = Times.ofMicros(event.at().wallMicros());
      Times.set(statement, 5, at);
      if (statement.executeUpdate() > 0) {
        marks.gateway(transaction, gateway, at, at.plus(Marks.LONGEST_OPEN));
      }
    }
  }

  private void end(Connection transaction, String gateway, Event event) throws SQLException {
    Instant ended = Times.ofMicros(event.at().wallMicros());
    Instant started =
        event.details().get("startedWallMicros") instanceof Number micros && micros.longValue() > 0
            ? Times.ofMicros(micros.longValue())
            : ended;
    try (PreparedStatement statement = transaction.prepareStatement(END)) {
      statement.setString(1, gateway);
      statement.setString(2, text(event.details(), "use"));
      statement.setString(3, event.device());
      statement.setString(4, text(event.details(), "evidence"));
      Times.set(statement, 5, started);
      Times.set(statement, 6, ended);
      Times.set(statement, 7, ended);
      statement.setString(8, text(event.details(), "reason"));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        Instant from = Times.get(row, 1);
        Instant open = from.plus(Marks.LONGEST_OPEN);
        Instant to = Times.get(row, 2);
        marks.gateway(transaction, gateway, from, to.isAfter(open) ? to : open);
      }
    }
  }

  private static String text(Map<String, Object> details, String key) {
    return Objects.toString(details.get(key), "");
  }
}
