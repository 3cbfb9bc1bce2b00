package org.khue.cloud.equipment.utilisation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.utilisation.model.Counting;
import org.khue.cloud.equipment.utilisation.model.Minutes;
import org.khue.cloud.equipment.utilisation.model.SchoolDay;
import org.khue.cloud.equipment.utilisation.model.SlotFact;
import org.khue.cloud.fleet.Fitting;
import org.khue.cloud.organisation.RoomFacts;

/// Counts the days of a room and of the devices in it.
///
/// How it works: a subject's time is counted while it stood under watch, up to now. Of each slot of
/// a school day that is its available time; what was booked and used is cut to it. A room's use is
/// what its gateways tell of the room itself, not of its devices: a projector left on is no lesson.
final class RoomCount {
  private final RoomHistory history;

  RoomCount(RoomHistory history) {
    this.history = history;
  }

  /// A day of a subject.
  record Counted(SchoolDay day, List<SlotFact> facts) {}

  /// What a subject's days are counted from.
  private record Source(Intervals counted, Intervals booked, Intervals used, Minutes heard) {}

  /// The subjects of the room with their days.
  ///
  /// @param first the first day
  /// @param last the last day
  Map<Subject, List<Counted>> count(LocalDate first, LocalDate last) {
    List<SchoolDay> days = first.datesUntil(last.plusDays(1)).map(history::day).toList();
    Map<Subject, List<Counted>> counted = new LinkedHashMap<>();
    sources()
        .forEach((subject, source) ->
            counted.put(subject, days.stream().map(day -> count(day, source)).toList()));
    return counted;
  }

  private static Counted count(SchoolDay day, Source source) {
    return new Counted(
        day,
        Counting.day(
            day.slots(), source.counted(), source.booked(), source.used(), source.heard()));
  }

  private Map<Subject, Source> sources() {
    Map<Subject, Source> sources = new LinkedHashMap<>();
    List<Interval> watched = new ArrayList<>();
    List<Interval> used = new ArrayList<>();
    Minutes heard = Minutes.NONE;
    boolean told = false;
    for (RoomHistory.Stood gateway : history.gateways().values()) {
      watched.addAll(gateway.there().parts());
      used.addAll(gateway.usedThere("").parts());
      heard = heard.or(gateway.heardOfRoom());
      told |= gateway.tells("");
    }
    Source room =
        new Source(Intervals.union(watched), history.booked(), Intervals.union(used), heard);
    sources.put(room(told), room);
    for (RoomHistory.Stood gateway : history.gateways().values()) {
      for (Fitting fitting : gateway.fittings()) {
        Intervals there = gateway.there().intersect(history.upToNow(fitting.from(), fitting.to()));
        sources.put(
            device(gateway, fitting),
            new Source(
                there,
                Intervals.NONE,
                gateway.usedThere(fitting.device()),
                gateway.heard().getOrDefault(fitting.device(), Minutes.NONE)));
      }
    }
    return sources;
  }

  private Subject room(boolean told) {
    return subject(Subject.Key.ofRoom(history.room().id()), "", "", Map.of(), told, null, null);
  }

  private Subject device(RoomHistory.Stood gateway, Fitting fitting) {
    Subject.Key key = new Subject.Key(history.room().id(), gateway.gateway(), fitting.device());
    return subject(
        key,
        fitting.kind(),
        fitting.profile(),
        fitting.name(),
        gateway.tells(fitting.device()),
        fitting.from(),
        fitting.to());
  }

  private Subject subject(
      Subject.Key key,
      String deviceKind,
      String profile,
      Map<String, String> name,
      boolean watched,
      @Nullable Instant from,
      @Nullable Instant to) {
    RoomFacts room = history.room().facts();
    return new Subject(
        key,
        history.room().unit(),
        room.code(),
        room.name(),
        room.kind().code(),
        deviceKind,
        profile,
        name,
        watched,
        from,
        to);
  }
}
