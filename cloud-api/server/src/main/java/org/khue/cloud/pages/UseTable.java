package org.khue.cloud.pages;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.RoomUse;
import org.khue.cloud.equipment.model.Figure;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.web.i18n.Text;

/// Use of rooms and devices, arranged for the page.
public final class UseTable {
  /// A room with the devices whose use is watched.
  ///
  /// @param unwatched names of the devices of whose use nothing ever told
  public record Group(Line room, List<Line> devices, List<String> unwatched) {}

  /// One line: today and this week.
  ///
  /// @param evidence in words; empty when nothing ever told of its use
  public record Line(
      String name, String href, String evidence, boolean watched, Figure today, Figure week) {}

  /// A day of the heat map.
  ///
  /// @param hours the share in use of each shown hour; NaN for an hour that was not open (or is to
  ///   come)
  public record Day(String name, List<Double> hours, Figure whole) {}

  /// @param firstHour the first shown hour of the day
  public record Heat(int firstHour, List<Integer> hours, List<Day> days) {}

  private static final int HOURS = 24;

  private UseTable() {}

  static List<Group> groups(Text text, List<RoomUse> today, List<RoomUse> week) {
    Map<String, RoomUse> todayByGateway =
        today.stream().collect(Collectors.toMap(use -> use.room().gateway(), use -> use));
    List<Group> groups = new ArrayList<>();
    for (RoomUse use : week) {
      RoomUse day = todayByGateway.get(use.room().gateway());
      String gateway = use.room().gateway();
      Line room =
          line(
              text,
              text.name(use.room().name(), use.room().id()),
              "/rooms/" + gateway,
              use.evidence(),
              day == null ? Figure.NONE : day.whole(),
              use.whole());
      List<Line> devices = new ArrayList<>();
      List<String> unwatched = new ArrayList<>();
      for (RoomUse.DeviceUse device : use.devices()) {
        String name =
            use.room()
                .device(device.device())
                .map(known -> text.name(known.name(), known.id()))
                .orElse(device.device());
        if (device.evidence().isEmpty()) {
          unwatched.add(name);
          continue;
        }
        Figure deviceToday =
            day == null
                ? Figure.NONE
                : day.devices().stream()
                    .filter(other -> other.device().equals(device.device()))
                    .findFirst()
                    .map(RoomUse.DeviceUse::figure)
                    .orElse(Figure.NONE);
        devices.add(
            line(
                text,
                name,
                Cell.href(gateway, device.device()),
                device.evidence(),
                deviceToday,
                device.figure()));
      }
      groups.add(new Group(room, devices, unwatched));
    }
    return groups;
  }

  private static Line line(
      Text text, String name, String href, Set<String> evidence, Figure today, Figure week) {
    return new Line(name, href, Words.evidence(text, evidence), !evidence.isEmpty(), today, week);
  }

  /// The heat map of this week: each day, each hour, of all rooms or of one.
  ///
  /// @param gateway empty for all rooms
  static Heat heat(Text text, Equipment equipment, LocalDate monday, String gateway) {
    ZoneId zone = text.zone();
    boolean[] open = new boolean[HOURS];
    List<double[]> shares = new ArrayList<>();
    List<Figure> wholes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      ZonedDateTime midnight = monday.plusDays(i).atStartOfDay(zone);
      Instant start = midnight.toInstant();
      Instant end = midnight.plusDays(1).toInstant();
      List<RoomUse> rooms =
          equipment.rooms(start, end, text.now()).stream()
              .filter(use -> gateway.isEmpty() || use.room().gateway().equals(gateway))
              .toList();
      double[] hours = new double[HOURS];
      for (int hour = 0; hour < HOURS; hour++) {
        Interval cell =
            new Interval(
                midnight.plusHours(hour).toInstant(), midnight.plusHours(hour + 1).toInstant());
        hours[hour] = share(rooms, cell);
        open[hour] |= !Double.isNaN(hours[hour]);
      }
      shares.add(hours);
      wholes.add(rooms.stream().map(RoomUse::whole).reduce(Figure.NONE, Figure::plus));
      names.add(text.day(start));
    }
    int first = 0;
    int last = HOURS - 1;
    while (first < last && !open[first]) {
      first++;
    }
    while (last > first && !open[last]) {
      last--;
    }
    return arrange(names, shares, wholes, first, last);
  }

  private static Heat arrange(
      List<String> names, List<double[]> shares, List<Figure> wholes, int first, int last) {
    List<Integer> hours = new ArrayList<>();
    for (int hour = first; hour <= last; hour++) {
      hours.add(hour);
    }
    List<Day> days = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] row = shares.get(i);
      days.add(
          new Day(names.get(i), hours.stream().map(hour -> row[hour]).toList(), wholes.get(i)));
    }
    return new Heat(first, hours, days);
  }

  private static double share(List<RoomUse> rooms, Interval cell) {
    Intervals hour = Intervals.of(cell);
    Duration available = Duration.ZERO;
    Duration used = Duration.ZERO;
    for (RoomUse room : rooms) {
      Intervals open = room.available().intersect(hour);
      available = available.plus(open.total());
      used = used.plus(room.used().intersect(open).total());
    }
    return available.isZero() ? Double.NaN : used.toNanos() / (double) available.toNanos();
  }

  /// The class of a share's colour.
  public static String colour(double share) {
    if (Double.isNaN(share)) {
      return "none";
    }
    return share < 0.05
        ? "h0"
        : share < 0.25 ? "h1" : share < 0.5 ? "h2" : share < 0.75 ? "h3" : "h4";
  }
}
