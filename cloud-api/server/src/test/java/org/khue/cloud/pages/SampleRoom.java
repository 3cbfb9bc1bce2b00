package org.khue.cloud.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;

/// A room as its gateway would report it: inventory, a day of events, a day of readings.
///
/// @param events the entries of the events stream, the inventory first
/// @param readings the entries of the telemetry stream, oldest first
record SampleRoom(String gateway, Inventory inventory, List<Entry> events, List<Entry> readings) {

  static final Duration HISTORY = Duration.ofHours(26);
  private static final long SILENT_AFTER_SECONDS = 90;

  /// Four rooms: one in use, one with an alarm, one free, one silent for 40 minutes.
  static List<SampleRoom> school(Instant now) {
    return List.of(
        room(now, "gw-steam", "steam", "steam", "Phòng STEAM", "STEAM room", 1_250, Duration.ZERO),
        room(now, "gw-thu-vien", "thu-vien", "library", "Thư viện", "Library", 520, Duration.ZERO),
        room(
            now,
            "gw-tin-hoc",
            "tin-hoc",
            "classroom",
            "Phòng Tin học",
            "Computer room",
            640,
            Duration.ofMinutes(40)),
        room(
            now,
            "gw-vat-li-1",
            "vat-li-1",
            "physics-lab",
            "Phòng Vật lí 1",
            "Physics lab 1",
            700,
            Duration.ZERO));
  }

  private static SampleRoom room(
      Instant now,
      String gateway,
      String id,
      String kind,
      String vi,
      String en,
      double carbonDioxide,
      Duration silent) {
    Instant end = now.minus(silent);
    Instant start = end.minus(HISTORY);
    Inventory inventory = inventory(start, id, kind, vi, en);
    List<Entry> events = new ArrayList<>();
    events.add(inventory);
    events.add(event(start, "", EventKind.GATEWAY_STARTED, Map.of("version", "0.1.0")));
    for (Inventory.Device device : inventory.devices()) {
      events.add(
          event(
              start.plusSeconds(2),
              device.id(),
              EventKind.DEVICE_STATE,
              Map.of("from", "CONNECTING", "to", "ONLINE", "reason", "", "next", Map.of())));
    }
    for (int lesson = 0; lesson < 9; lesson++) {
      use(events, id, "", "occupancy", "occupancy", lesson, start.plusSeconds(9_000L * lesson));
    }
    for (int run = 0; run < 4; run++) {
      use(events, id, "projector", "power", "power", run, start.plusSeconds(600 + 18_000L * run));
    }
    if (kind.equals("physics-lab") || kind.equals("steam")) {
      events.add(
          event(
              end.minusSeconds(1_500),
              "",
              EventKind.USE_STARTED,
              Map.of("use", id + "-now", "evidence", "occupancy", "point", "occupancy")));
      events.add(
          event(
              end.minusSeconds(900),
              "meter",
              EventKind.USE_STARTED,
              Map.of("use", id + "-meter", "evidence", "power", "point", "power")));
      events.add(
          event(
              end.minusSeconds(600),
              "reader",
              EventKind.CARD_TAP,
              Map.of("card", "00", "assurance", "uid", "technology", "iso14443a")));
    }
    if (kind.equals("steam")) {
      events.add(
          event(
              end.minusSeconds(1_080),
              "climate",
              EventKind.ALARM_RAISED,
              Map.of(
                  "alarm",
                  "co2-high",
                  "severity",
                  "warning",
                  "point",
                  "co2",
                  "value",
                  1_480.0,
                  "limit",
                  1_000.0,
                  "unit",
                  "[ppm]",
                  "message",
                  Map.of("vi", "CO₂ cao", "en", "CO₂ is high"),
                  "action",
                  Map.of("vi", "Mở cửa sổ, bật quạt", "en", "Open the windows, switch on the fan"),
                  "procedure",
                  Map.of("vi", "Mở hai cửa sổ cuối lớp\nBật quạt", "en", "Open both\nFan on"))));
      events.add(
          event(
              end.minusSeconds(900),
              "climate",
              EventKind.ALARM_ACKNOWLEDGED,
              Map.of("alarm", "co2-high", "point", "co2", "by", "pin")));
    }
    return new SampleRoom(
        gateway, inventory, events, readings(inventory, start, end, carbonDioxide));
  }

  private static void use(
      List<Entry> events,
      String room,
      String device,
      String evidence,
      String point,
      int number,
      Instant started) {
    Instant ended = started.plusSeconds(2_700L + 240L * number);
    String use = room + "-" + device + "-" + number;
    events.add(
        event(
            started,
            device,
            EventKind.USE_STARTED,
            Map.of("use", use, "evidence", evidence, "point", point)));
    events.add(
        event(
            ended,
            device,
            EventKind.USE_ENDED,
            Map.of(
                "use",
                use,
                "evidence",
                evidence,
                "startedWallMicros",
                micros(started),
                "seconds",
                Duration.between(started, ended).toSeconds(),
                "reason",
                "evidence")));
  }

  private static List<Entry> readings(
      Inventory inventory, Instant start, Instant end, double carbonDioxide) {
    List<Entry> readings = new ArrayList<>();
    for (Instant at = start; !at.isAfter(end); at = at.plusSeconds(60)) {
      double minute = Duration.between(start, at).toMinutes();
      // A cable was out for an hour: the charts must show the hole.
      boolean silent = minute > 1_500 - 60 && minute < 1_500;
      for (Inventory.Device device : inventory.devices()) {
        for (Inventory.Point point : device.points()) {
          if (!silent) {
            String sort = point.states().isEmpty() ? point.id() : "state";
            readings.add(reading(at, device.id(), point, value(sort, minute, carbonDioxide)));
          }
        }
      }
    }
    return readings;
  }

  static Reading reading(Instant at, String device, Inventory.Point point, double value) {
    return new Reading(
        stamp(at), device, point.id(), value, point.unit(), Quality.GOOD, null, true);
  }

  /// The same reading once more, now.
  static Entry again(Reading old) {
    return new Reading(
        stamp(Instant.now()),
        old.device(),
        old.point(),
        old.value(),
        old.unit(),
        old.quality(),
        old.reason(),
        old.simulated());
  }

  private static double value(String point, double minute, double carbonDioxide) {
    double lesson = Math.max(0, Math.sin(minute / 75));
    return switch (point) {
      case "co2" -> Math.round(carbonDioxide * (0.62 + 0.4 * lesson + 0.02 * Math.sin(minute)));
      case "temperature" -> 23.4 + 2.1 * lesson + 0.1 * Math.sin(minute / 3);
      case "humidity" -> 58 - 6 * lesson;
      case "illuminance" -> Math.round(60 + 520 * lesson);
      case "power" -> Math.round(40 + 380 * lesson + 12 * Math.sin(minute));
      case "energy" -> minute * 0.0042;
      case "voltage" -> 228.4 + Math.sin(minute / 9);
      case "tick" -> minute + 1;
      default -> lesson > 0.4 ? 1 : 0;
    };
  }

  private static Inventory inventory(Instant at, String id, String kind, String vi, String en) {
    return new Inventory(
        stamp(at),
        new Inventory.Room(id, Map.of("vi", vi, "en", en), kind),
        List.of(
            new Inventory.Device(
                "climate",
                Map.of("vi", "Cảm biến khí hậu", "en", "Climate sensor"),
                "coap-climate",
                "climate",
                "coap",
                List.of(
                    measured("co2", "CO₂", "CO₂", "[ppm]"),
                    measured("temperature", "Nhiệt độ", "Temperature", "Cel"),
                    measured("humidity", "Độ ẩm", "Humidity", "%"),
                    measured("illuminance", "Ánh sáng", "Light", "lx"),
                    measured("tick", "Bộ đếm mẫu", "Sample counter", "1")),
                List.of()),
            new Inventory.Device(
                "presence",
                Map.of("vi", "Cảm biến hiện diện", "en", "Presence sensor"),
                "zigbee2mqtt-presence",
                "presence",
                "mqtt",
                List.of(state("occupancy", "Hiện diện", "Presence", "empty", "occupied")),
                List.of()),
            new Inventory.Device(
                "meter",
                Map.of("vi", "Công tơ điện", "en", "Energy meter"),
                "sdm120",
                "meter",
                "modbus-tcp",
                List.of(
                    measured("power", "Công suất", "Active power", "W"),
                    measured("voltage", "Điện áp", "Voltage", "V"),
                    measured("energy", "Điện năng", "Energy", "kW.h")),
                List.of()),
            new Inventory.Device(
                "projector",
                Map.of("vi", "Máy chiếu", "en", "Projector"),
                "pjlink-projector",
                "projector",
                "pjlink",
                List.of(state("power", "Nguồn", "Power", "off", "on")),
                SampleOrders.projector()),
            new Inventory.Device(
                "reader",
                Map.of("vi", "Đầu đọc thẻ", "en", "Card reader"),
                "pn532-reader",
                "card-reader",
                "pn532",
                List.of(),
                List.of())),
        true);
  }

  static Inventory.Point measured(String id, String vi, String en, String unit) {
    return new Inventory.Point(
        id, Map.of("vi", vi, "en", en), unit, Map.of(), null, null, SILENT_AFTER_SECONDS);
  }

  private static Inventory.Point state(String id, String vi, String en, String zero, String one) {
    return new Inventory.Point(
        id,
        Map.of("vi", vi, "en", en),
        "1",
        Map.of("0", zero, "1", one),
        null,
        null,
        SILENT_AFTER_SECONDS);
  }

  static Event event(Instant at, String device, String kind, Map<String, Object> details) {
    return new Event(stamp(at), device, kind, true, details);
  }

  static Stamp stamp(Instant at) {
    return new Stamp(micros(at), 1, 1, ClockState.SYNCED);
  }

  private static long micros(Instant at) {
    return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
  }
}
