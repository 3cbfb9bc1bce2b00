package org.khue.cloud.equipment;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.khue.cloud.equipment.model.Figure;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.Stay;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.cloud.telemetry.TelemetryQuery;

/// Use of rooms and devices.
///
/// - available = opening periods within the period, from the first inventory of the room or device
///   up to now;
/// - used = union of the use intervals by any evidence, within the available time; one that still
///   lasts counts up to the gateway's last contact;
/// - utilisation = used ÷ available;
/// - coverage = whole minutes with data ÷ whole minutes of the available time.
///
/// A room's own use is told by the room's evidence (such as its presence sensor), not by its
/// devices: a projector left on is no lesson. Its coverage is that of the devices that give this
/// evidence.
public final class Equipment {
  private static final String PRESENCE = "presence";

  private final UseStore store;
  private final Fleet fleet;
  private final Placements placements;
  private final TelemetryQuery telemetry;
  private final GatewayPresence presence;
  private final ZoneId zone;
  private final boolean alwaysOpen;

  /// @param alwaysOpen for the demo, whose visitors come at any hour: opening periods are ignored
  Equipment(
      UseStore store,
      Fleet fleet,
      Placements placements,
      TelemetryQuery telemetry,
      GatewayPresence presence,
      ZoneId zone,
      boolean alwaysOpen) {
    this.store = store;
    this.fleet = fleet;
    this.placements = placements;
    this.telemetry = telemetry;
    this.presence = presence;
    this.zone = zone;
    this.alwaysOpen = alwaysOpen;
  }

  /// The zone whose days and opening hours count.
  public ZoneId zone() {
    return zone;
  }

  /// The uses that last now.
  public List<Use> open(Instant now) {
    return store.uses(now, now.plus(1, ChronoUnit.DAYS)).stream().filter(Use::isOpen).toList();
  }

  /// When each room was in use in a period, by gateway; without coverage, so cheap enough for a
  /// page that is drawn again each second.
  public Map<String, Intervals> usedByRoom(Interval period) {
    return store.uses(period.start(), period.end()).stream()
        .filter(use -> use.device().isEmpty())
        .collect(
            Collectors.groupingBy(
                Use::gateway,
                Collectors.collectingAndThen(
                    Collectors.toList(), uses -> union(uses, period.end()))));
  }

  /// When a room of the organisation's register was in use in a period: a use counts to the room in
  /// which its gateway stood at that time.
  public Intervals usedIn(UUID room, Interval period) {
    List<Use> uses =
        store.uses(period.start(), period.end()).stream()
            .filter(use -> use.device().isEmpty())
            .toList();
    List<Interval> used = new ArrayList<>();
    for (Stay stay : placements.stays(room)) {
      Instant to = stay.to() == null ? period.end() : stay.to();
      Instant from = stay.from().isBefore(period.start()) ? period.start() : stay.from();
      if (from.isBefore(to)) {
        List<Use> own = uses.stream().filter(use -> use.gateway().equals(stay.gateway())).toList();
        Intervals there = Intervals.of(new Interval(from, to));
        used.addAll(union(own, period.end()).intersect(there).parts());
      }
    }
    return Intervals.union(used);
  }

  /// The share of a period's minutes in which the evidence of a room's use was heard; 0 where a
  /// part of the period no gateway stood there, and for a room of whose use nothing has ever told.
  public double heardIn(UUID room, Interval period) {
    Intervals minutes = Intervals.union(Intervals.of(period).wholeMinutes());
    long expected = minutes.total().toMinutes();
    long heard = 0;
    Map<UseStore.Used, Set<String>> evidence = store.evidence();
    for (Stay stay : placements.stays(room)) {
      Instant to = stay.to();
      boolean whole =
          !stay.from().isAfter(period.start()) && (to == null || !to.isBefore(period.end()));
      Optional<Room> known = fleet.room(stay.gateway());
      if (whole
          && known.isPresent()
          && evidence.containsKey(new UseStore.Used(stay.gateway(), ""))) {
        heard = Math.max(heard, heardEvidence(known.get(), heard(stay.gateway(), minutes)));
      }
    }
    return expected == 0 ? 0 : Math.min(1, heard / (double) expected);
  }

  private Map<String, Long> heard(String gateway, Intervals minutes) {
    Map<String, Long> heard = new HashMap<>();
    for (Interval part : minutes.parts()) {
      telemetry
          .coverage(gateway, part.start(), part.end())
          .forEach(c -> heard.merge(c.device(), c.minutesWithData(), Long::sum));
    }
    return heard;
  }

  /// When a device was in use in a period, by any evidence.
  public Intervals usedBy(String gateway, String device, Interval period) {
    List<Use> own =
        store.uses(period.start(), period.end()).stream()
            .filter(use -> use.gateway().equals(gateway) && use.device().equals(device))
            .toList();
    return union(own, period.end()).intersect(Intervals.of(period));
  }

  /// The use of all rooms in a period, ordered by gateway. What lies after `now` does not count.
  public List<RoomUse> rooms(Instant from, Instant to, Instant now) {
    Instant end = to.isBefore(now) ? to : now;
    if (!from.isBefore(end)) {
      return List.of();
    }
    List<Use> uses = store.uses(from, end);
    Map<String, List<OpeningTimes.Period>> opening = store.openingPeriods();
    Map<UseStore.Used, Set<String>> evidence = store.evidence();
    List<RoomUse> rooms = new ArrayList<>();
    for (Room room : fleet.rooms()) {
      List<Use> own = uses.stream().filter(use -> use.gateway().equals(room.gateway())).toList();
      OpeningTimes times = openingTimes(opening, room.gateway());
      rooms.add(room(room, own, evidence, times, from, end));
    }
    return rooms;
  }

  private RoomUse room(
      Room room,
      List<Use> uses,
      Map<UseStore.Used, Set<String>> evidence,
      OpeningTimes times,
      Instant from,
      Instant end) {
    Instant since = later(from, room.firstSeen(), end);
    Intervals available = times.within(new Interval(since, end));
    Map<String, Long> heard = heard(room.gateway(), Intervals.union(available.wholeMinutes()));
    List<RoomUse.DeviceUse> devices = new ArrayList<>();
    for (Device device : room.devices()) {
      List<Use> own = uses.stream().filter(use -> use.device().equals(device.id())).toList();
      Intervals possible = times.within(new Interval(later(from, device.firstSeen(), end), end));
      Intervals used = union(own, end);
      devices.add(
          new RoomUse.DeviceUse(
              device.id(),
              figure(possible, used, heard.getOrDefault(device.id(), 0L)),
              used,
              evidence.getOrDefault(new UseStore.Used(room.gateway(), device.id()), Set.of())));
    }
    List<Use> own = uses.stream().filter(use -> use.device().isEmpty()).toList();
    Intervals used = union(own, end);
    Figure whole = figure(available, used, heardEvidence(room, heard));
    return new RoomUse(
        room,
        since,
        whole,
        available,
        used,
        evidence.getOrDefault(new UseStore.Used(room.gateway(), ""), Set.of()),
        devices);
  }

  private static long heardEvidence(Room room, Map<String, Long> heard) {
    List<String> tellers =
        room.devices().stream()
            .filter(device -> device.kind().equals(PRESENCE))
            .map(Device::id)
            .toList();
    return heard.entrySet().stream()
        .filter(entry -> tellers.isEmpty() || tellers.contains(entry.getKey()))
        .mapToLong(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private static Figure figure(Intervals available, Intervals used, long heard) {
    long expected = 0;
    for (Interval part : available.wholeMinutes()) {
      expected += part.length().toMinutes();
    }
    return new Figure(
        available.total(), used.intersect(available).total(), expected, Math.min(heard, expected));
  }

  private Intervals union(List<Use> uses, Instant end) {
    List<Interval> intervals = new ArrayList<>();
    for (Use use : uses) {
      Instant ended = use.endedAt() == null ? lastContact(use.gateway(), end) : use.endedAt();
      if (use.startedAt().isBefore(ended)) {
        intervals.add(new Interval(use.startedAt(), ended));
      }
    }
    return Intervals.union(intervals);
  }

  private Instant lastContact(String gateway, Instant atLatest) {
    return presence
        .of(gateway)
        .flatMap(known -> Optional.ofNullable(known.lastContact()))
        .filter(contact -> contact.isBefore(atLatest))
        .orElse(atLatest);
  }

  private OpeningTimes openingTimes(
      Map<String, List<OpeningTimes.Period>> opening, String gateway) {
    if (alwaysOpen) {
      return OpeningTimes.always(zone);
    }
    List<OpeningTimes.Period> general = opening.getOrDefault("", List.of());
    return new OpeningTimes(opening.getOrDefault(gateway, general), false, zone);
  }

  private static Instant later(Instant from, Instant firstSeen, Instant end) {
    Instant later = from.isAfter(firstSeen) ? from : firstSeen;
    return later.isBefore(end) ? later : end;
  }
}
