package org.khue.cloud.equipment.utilisation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.equipment.utilisation.model.Counting;
import org.khue.cloud.equipment.utilisation.model.Minutes;
import org.khue.cloud.equipment.utilisation.model.SchoolDay;
import org.khue.cloud.fleet.Fitting;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Room;

/// All that is known of a room and its gateways in a period: what its days are counted from. All
/// times are cut down to whole seconds.
///
/// @param calendars by which the room's unit goes; empty where there is none at all
/// @param opening for a unit without any calendar
/// @param gateways those that stood in the room at any time, by id
/// @param booked of the room
/// @param now what lies after it is not counted
record RoomHistory(
    Room room,
    List<Calendar> calendars,
    List<OpeningTimes.Period> opening,
    Map<String, Stood> gateways,
    Intervals booked,
    Instant now,
    ZoneId zone) {

  /// A gateway that stood in the room.
  ///
  /// @param there when it did
  /// @param fittings its devices of all times
  /// @param used by device ('' is the room), when its use was told
  /// @param told the devices of whose use anything ever told
  /// @param heard by device, in which minutes of the period
  record Stood(
      String gateway,
      Intervals there,
      List<Fitting> fittings,
      Map<String, Intervals> used,
      Set<String> told,
      Map<String, Minutes> heard) {
    private static final String PRESENCE = "presence";

    /// Whether anything ever told of the use of that device ('' is the room).
    boolean tells(String device) {
      return told.contains(device);
    }

    Intervals usedThere(String device) {
      return used.getOrDefault(device, Intervals.NONE).intersect(there);
    }

    /// In which minutes it was heard by what tells of the room's use: its presence devices, or any
    /// device where it has none.
    Minutes heardOfRoom() {
      List<String> tellers =
          fittings.stream()
              .filter(fitting -> fitting.kind().equals(PRESENCE))
              .map(Fitting::device)
              .toList();
      return heard.entrySet().stream()
          .filter(entry -> tellers.isEmpty() || tellers.contains(entry.getKey()))
          .map(Map.Entry::getValue)
          .reduce(Minutes.NONE, Minutes::or)
          .within(there);
    }
  }

  SchoolDay day(LocalDate day) {
    if (calendars.isEmpty()) {
      return SchoolDay.of(opening, day, zone);
    }
    return calendars.stream()
        .filter(calendar -> calendar.days().contains(day))
        .findFirst()
        .map(calendar -> SchoolDay.of(calendar.days(), day, zone))
        .orElseGet(() -> new SchoolDay(day, 0, 0, 0, day.getDayOfWeek().getValue(), List.of()));
  }

  /// From one moment to another (to now, for null), cut at now.
  Intervals upToNow(Instant from, @Nullable Instant to) {
    Instant end = to == null || to.isAfter(now) ? now : to;
    return Intervals.of(Counting.seconds(from, end));
  }
}
