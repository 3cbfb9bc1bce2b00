package org.khue.cloud.fleet.update;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;

/// Learns from gateways what became of updates, and which version they run.
final class ProgramConsumer implements EventConsumer {
  @Override
  public String name() {
    return "fleet-program";
  }

  @Override
  public void accept(Connection transaction, String gateway, List<Entry> entries)
      throws SQLException {
    for (Entry entry : entries) {
      if (entry instanceof Event event) {
        take(transaction, gateway, event);
      }
    }
  }

  private static void take(Connection transaction, String gateway, Event event)
      throws SQLException {
    Instant at = Times.ofMicros(event.at().wallMicros());
    Map<String, Object> details = event.details();
    switch (event.kind()) {
      case EventKind.UPDATE_FETCHED ->
          tried(transaction, gateway, Program.State.FETCHED, at, details);
      case EventKind.UPDATE_TRIAL -> tried(transaction, gateway, Program.State.TRIAL, at, details);
      case EventKind.UPDATE_REFUSED ->
          tried(transaction, gateway, Program.State.REFUSED, at, details);
      case EventKind.UPDATE_GOOD -> {
        tried(transaction, gateway, Program.State.GOOD, at, details);
        ProgramStore.runs(
            transaction, gateway, number(details, "sequence"), text(details, "version"), at);
      }
      case EventKind.UPDATE_WENT_BACK -> {
        tried(transaction, gateway, Program.State.WENT_BACK, at, details);
        ProgramStore.runs(transaction, gateway, number(details, "running"), "", at);
      }
      default -> {
        // Another module's.
      }
    }
  }

  private static void tried(
      Connection transaction,
      String gateway,
      Program.State state,
      Instant at,
      Map<String, Object> details)
      throws SQLException {
    ProgramStore.tried(
        transaction,
        gateway,
        number(details, "sequence"),
        text(details, "version"),
        state,
        at,
        text(details, "reason"),
        text(details, "message"));
  }

  private static long number(Map<String, Object> details, String key) {
    return details.get(key) instanceof Number number ? number.longValue() : 0;
  }

  private static String text(Map<String, Object> details, String key) {
    Object value = details.get(key);
    return value == null ? "" : value.toString();
  }
}
