package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.platform.events.PublishedEvent;
import org.khue.cloud.platform.events.Subscriber;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.CoverageConsumer;

/// Notes the days that other modules' changes touch: new minutes of telemetry, late ones too;
/// gateways that moved; calendars.
final class StaleDays implements CoverageConsumer, Subscriber {
  private final Marks marks;

  StaleDays(Marks marks) {
    this.marks = marks;
  }

  @Override
  public String name() {
    return "equipment.utilisation";
  }

  @Override
  public Set<String> types() {
    return Set.of(Placements.STANDS, Calendars.CHANGED);
  }

  @Override
  public void heard(Connection transaction, Map<String, Set<Instant>> hours) throws SQLException {
    for (Map.Entry<String, Set<Instant>> gateway : hours.entrySet()) {
      TreeSet<Instant> days = new TreeSet<>();
      for (Instant hour : gateway.getValue()) {
        // Both ends of the hour: where clocks are shifted by half an hour, midnight lies within.
        days.add(start(hour));
        days.add(start(hour.plus(59, ChronoUnit.MINUTES)));
      }
      for (Instant day : days) {
        marks.gateway(transaction, gateway.getKey(), day, day);
      }
    }
  }

  private Instant start(Instant moment) {
    return marks.startOfDay(moment);
  }

  @Override
  public void take(Connection transaction, PublishedEvent published) throws SQLException {
    Map<String, Object> payload = published.event().payload();
    if (published.event().type().equals(Calendars.CHANGED)) {
      UUID unit = published.event().unit();
      if (unit.equals(Reach.ROOT)) {
        marks.everywhere(transaction);
      } else {
        marks.unit(transaction, unit);
      }
      return;
    }
    Instant at = Instant.parse(String.valueOf(payload.get("at")));
    for (String end : Set.of("from", "to")) {
      if (payload.get(end) instanceof String room) {
        // A use that began before counts from here on to another room: it is of that day at least.
        marks.room(transaction, UUID.fromString(room), at, published.at());
      }
    }
  }
}
