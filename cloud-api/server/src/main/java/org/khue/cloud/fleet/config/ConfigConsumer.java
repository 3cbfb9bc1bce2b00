package org.khue.cloud.fleet.config;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.config.ConfigVersion.Problem;
import org.khue.cloud.fleet.config.ConfigVersion.State;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;

/// Learns from gateways what became of their configurations, and which one they run.
final class ConfigConsumer implements EventConsumer {
  private static final int MOST_PROBLEMS = 50;

  @Override
  public String name() {
    return "fleet-config";
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
      case EventKind.CONFIG_APPLIED -> ended(transaction, gateway, State.APPLIED, at, details);
      case EventKind.CONFIG_REFUSED -> ended(transaction, gateway, State.REFUSED, at, details);
      case EventKind.CONFIG_ROLLED_BACK ->
          ended(transaction, gateway, State.ROLLED_BACK, at, details);
      case EventKind.CONFIG_RUNNING ->
          ConfigStore.running(
              transaction,
              new RunningConfig(
                  gateway,
                  number(details, "version"),
                  Boolean.TRUE.equals(details.get("own")),
                  text(details, "sha256"),
                  text(details, "body"),
                  at));
      default -> {
        // Another module's.
      }
    }
  }

  private static void ended(
      Connection transaction, String gateway, State state, Instant at, Map<String, Object> details)
      throws SQLException {
    ConfigStore.ended(
        transaction,
        gateway,
        number(details, "version"),
        text(details, "sha256"),
        state,
        at,
        text(details, "reason"),
        text(details, "message"),
        problems(details.get("problems")));
  }

  private static List<Problem> problems(@Nullable Object told) {
    List<Problem> problems = new ArrayList<>();
    if (told instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof Map<?, ?> problem && problems.size() < MOST_PROBLEMS) {
          problems.add(
              new Problem(
                  problem.get("line") instanceof Number line ? line.intValue() : 0,
                  String.valueOf(problem.get("path")),
                  String.valueOf(problem.get("message"))));
        }
      }
    }
    return problems;
  }

  private static long number(Map<String, Object> details, String key) {
    return details.get(key) instanceof Number number ? number.longValue() : 0;
  }

  private static String text(Map<String, Object> details, String key) {
    Object value = details.get(key);
    return value == null ? "" : value.toString();
  }
}
