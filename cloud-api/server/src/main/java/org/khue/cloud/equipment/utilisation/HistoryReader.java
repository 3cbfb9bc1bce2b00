package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.utilisation.model.Counting;
import org.khue.cloud.equipment.utilisation.model.Minutes;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Stay;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.telemetry.TelemetryQuery;

/// Gathers what a room's days are counted from, through the facades of the modules that know it.
final class HistoryReader {
  private final UseReadStore store;
  private final BookedTimes booked;
  private final Fleet fleet;
  private final Rooms rooms;
  private final Calendars calendars;
  private final TelemetryQuery telemetry;
  private final ZoneId zone;

  HistoryReader(
      UseReadStore store,
      BookedTimes booked,
      Fleet fleet,
      Rooms rooms,
      Calendars calendars,
      TelemetryQuery telemetry,
      ZoneId zone) {
    this.store = store;
    this.booked = booked;
    this.fleet = fleet;
    this.rooms = rooms;
    this.calendars = calendars;
    this.telemetry = telemetry;
    this.zone = zone;
  }

  ZoneId zone() {
    return zone;
  }

  /// Reads within the transaction that this thread has joined.
  ///
  /// @param from a local midnight
  /// @param to a later one
  RoomHistory read(
      Connection transaction, UUID id, List<Stay> stays, Instant from, Instant to, Instant now) {
    try {
      return gather(transaction, id, stays, from, to, now);
    } catch (SQLException e) {
      throw new DatabaseException("reading the history of a room", e);
    }
  }

  private RoomHistory gather(
      Connection connection, UUID id, List<Stay> stays, Instant from, Instant to, Instant now)
      throws SQLException {
    Room room = rooms.get(id);
    Map<String, List<Interval>> there = new TreeMap<>();
    for (Stay stay : stays) {
      Instant end = stay.to() == null || stay.to().isAfter(now) ? now : stay.to();
      there
          .computeIfAbsent(stay.gateway(), gateway -> new ArrayList<>())
          .add(Counting.seconds(stay.from(), end));
    }
    Map<String, RoomHistory.Stood> gateways = new TreeMap<>();
    for (Map.Entry<String, List<Interval>> stood : there.entrySet()) {
      Intervals times = Intervals.union(stood.getValue());
      gateways.put(stood.getKey(), stood(connection, stood.getKey(), times, from, to, now));
    }
    return new RoomHistory(
        room,
        calendars.of(room.unit()),
        store.opening(connection),
        gateways,
        booked.room(connection, id, from, to),
        now,
        zone);
  }

  private RoomHistory.Stood stood(
      Connection connection, String gateway, Intervals there, Instant from, Instant to, Instant now)
      throws SQLException {
    Instant firstMinute = from.truncatedTo(ChronoUnit.MINUTES);
    Map<String, Minutes> heard = new HashMap<>();
    telemetry
        .heard(gateway, firstMinute, to)
        .forEach((device, bits) -> heard.put(device, new Minutes(firstMinute, bits)));
    Set<String> told = store.told(connection, gateway);
    Map<String, Intervals> used =
        store.used(
            connection,
            gateway,
            from,
            to,
            until -> telemetry.lastHeard(gateway, until).orElse(Instant.EPOCH),
            now);
    return new RoomHistory.Stood(gateway, there, fleet.fittings(gateway), used, told, heard);
  }
}
