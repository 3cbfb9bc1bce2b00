package org.khue.contract.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Gap;
import org.khue.contract.Inventory;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;

/// Batches that use every entry and every shape of a field.
final class Samples {
  static final long WALL_MICROS = 1_795_500_000_000_000L;

  private Samples() {}

  static Map<String, Batch> fixtures() {
    Map<String, Batch> all = new LinkedHashMap<>();
    all.put(
        "readings",
        new Batch(
            Stream.TELEMETRY,
            1,
            7,
            90_000_000,
            List.of(
                reading(0, "climate", "co2", 612.25, "[ppm]", Quality.GOOD, null),
                reading(1, "climate", "temperature", -3.5, "Cel", Quality.UNCERTAIN, "stuck"),
                reading(2, "meter", "power", Double.NaN, "W", Quality.BAD, "timeout"),
                reading(3, "khí-hậu", "độ-ẩm", 1e300, "%", Quality.GOOD, null))));
    all.put("events", new Batch(Stream.EVENTS, 4_000_000_000L, 7, 91_000_000, events()));
    all.put("inventory", new Batch(Stream.EVENTS, 2, 1, 5_000_000, List.of(inventory())));
    all.put("inventory-commands", new Batch(Stream.EVENTS, 3, 1, 6_000_000, List.of(orders())));
    all.put(
        "gap",
        new Batch(
            Stream.TELEMETRY,
            100,
            8,
            1,
            List.of(
                new Gap(stamp(5), 70_000, WALL_MICROS - 9, WALL_MICROS, "disk-full"),
                reading(6, "meter", "tick", 4_294_967_295.0, "1", Quality.GOOD, null))));
    all.put("empty", new Batch(Stream.EVENTS, 1, 1, 0, List.of()));
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      many.add(reading(i, "meter", "tick", i, "1", Quality.GOOD, null));
    }
    all.put("compressed", new Batch(Stream.TELEMETRY, 501, 7, 92_000_000, many));
    return all;
  }

  static Batch fixture(String name) {
    return Objects.requireNonNull(fixtures().get(name), name);
  }

  /// A batch of any content, drawn from the seed.
  static Batch drawn(SplittableRandom random) {
    List<Entry> entries = new ArrayList<>();
    int count = random.nextInt(0, 40);
    for (int i = 0; i < count; i++) {
      entries.add(
          switch (random.nextInt(5)) {
            case 0 -> events().get(random.nextInt(3));
            case 1 -> random.nextBoolean() ? inventory() : orders();
            case 2 -> new Gap(stamp(i), random.nextLong(1, 1 << 20), 0, 0, "age");
            default ->
                reading(
                    random.nextLong(1L << 40),
                    text(random),
                    text(random),
                    Double.longBitsToDouble(random.nextLong()),
                    text(random),
                    Quality.values()[random.nextInt(3)],
                    random.nextBoolean() ? text(random) : null);
          });
    }
    return new Batch(
        random.nextBoolean() ? Stream.EVENTS : Stream.TELEMETRY,
        random.nextLong(1, 1L << 50),
        random.nextInt(1, 1 << 30),
        random.nextLong(1L << 50),
        entries);
  }

  static Reading reading(
      long offset,
      String device,
      String point,
      double value,
      String unit,
      Quality quality,
      @Nullable String reason) {
    return new Reading(stamp(offset), device, point, value, unit, quality, reason, true);
  }

  static Stamp stamp(long offset) {
    return new Stamp(WALL_MICROS + offset, 1_000_000 + offset, 7, ClockState.SYNCED);
  }

  private static List<Entry> events() {
    Map<String, Object> alarm = new LinkedHashMap<>();
    alarm.put("alarm", "co2-high");
    alarm.put("severity", "warning");
    alarm.put("value", 1012.5);
    alarm.put("message", Map.of("vi", "CO₂ cao"));
    alarm.put("steps", List.of(1, "hai", true, 3_000_000_000L, -4));
    return List.of(
        new Event(
            new Stamp(0, 17, 7, ClockState.UNSYNCED),
            "",
            EventKind.GATEWAY_STARTED,
            false,
            Map.of("version", "0.1.0")),
        new Event(stamp(1), "climate", EventKind.ALARM_RAISED, true, alarm),
        new Event(
            new Stamp(WALL_MICROS, 18, 7, ClockState.HOLDOVER),
            "reader",
            EventKind.CARD_TAP,
            true,
            Map.of("card", "00ff".repeat(8))));
  }

  private static Inventory inventory() {
    Inventory.Point power =
        new Inventory.Point("power", Map.of("vi", "Công suất"), "W", Map.of(), 0.0, 15000.0, 90);
    Inventory.Point state =
        new Inventory.Point("state", Map.of(), "1", Map.of("0", "off"), null, null, 0);
    return new Inventory(
        stamp(3),
        new Inventory.Room("vat-li-1", Map.of("vi", "Phòng Vật lí 1"), "physics-lab"),
        List.of(
            new Inventory.Device(
                "meter",
                Map.of("vi", "Công tơ"),
                "sdm120",
                "meter",
                "modbus-tcp",
                List.of(power, state),
                List.of())),
        true);
  }

  private static Inventory orders() {
    Inventory.Argument voltage =
        new Inventory.Argument(
            "value", Map.of("vi", "Điện áp"), "number", "V", 0.0, 30.0, List.of(), null);
    Inventory.Argument input =
        new Inventory.Argument(
            "value",
            Map.of("vi", "Ngõ vào"),
            "choice",
            null,
            null,
            null,
            List.of(
                new Inventory.Choice("31", Map.of("vi", "HDMI 1")),
                new Inventory.Choice("11", Map.of("vi", "VGA"))),
            null);
    Inventory.Argument text =
        new Inventory.Argument("line", Map.of(), "text", null, null, null, List.of(), 20);
    return new Inventory(
        stamp(4),
        new Inventory.Room("steam", Map.of("vi", "Phòng STEAM"), "steam"),
        List.of(
            new Inventory.Device(
                "supply",
                Map.of("vi", "Nguồn"),
                "scpi-power-supply",
                "instrument",
                "scpi",
                List.of(),
                List.of(
                    new Inventory.Order("output-on", Map.of("vi", "Bật"), List.of(), 5, true),
                    new Inventory.Order(
                        "set", Map.of(), List.of(voltage, input, text), 90, false)))),
        true);
  }

  private static String text(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12) == 0 ? random.nextInt(300) : random.nextInt(1, 12);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint("abz-0ộ水😀".codePointAt(random.nextInt(8) == 7 ? 7 : random.nextInt(7)));
    }
    return text.toString();
  }
}
