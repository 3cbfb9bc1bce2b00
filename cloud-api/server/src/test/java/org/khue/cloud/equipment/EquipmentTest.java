package org.khue.cloud.equipment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.model.Figure;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Inventory;
import org.khue.contract.Stamp;

/// The figures of use against a recomputation in plain SQL: PostgreSQL's own interval arithmetic
/// (multiranges) on the same rows, exact to the microsecond.
@ExtendWith(ActingAsSystem.class)
class EquipmentTest {
  /// Tuesday 24 November 2026, 13:20:31 in Vietnam.
  private static final Instant NOW = Instant.parse("2026-11-24T06:20:31.123456Z");

  private static final Instant MONDAY = Instant.parse("2026-11-22T17:00:00Z");
  private static final Instant FIRST_SEEN = Instant.parse("2026-11-22T23:41:07.000001Z");
  private static final String GATEWAY = "gw-1";

  private static final String RECOMPUTED =
      """
      WITH period AS (
        SELECT greatest(?::timestamptz, g.first_seen) AS a, ?::timestamptz AS b
        FROM fleet.gateway g WHERE g.id = 'gw-1'),
      open AS (
        SELECT range_agg(tstzrange(
                 (day + o.opens) AT TIME ZONE 'Asia/Ho_Chi_Minh',
                 (day + o.closes) AT TIME ZONE 'Asia/Ho_Chi_Minh'))
               * (SELECT tstzmultirange(tstzrange(a, b)) FROM period) AS r
        FROM generate_series(timestamp '2026-11-20', timestamp '2026-11-30', interval '1 day') AS day
        JOIN equipment.opening_period o ON o.weekday = extract(isodow FROM day)),
      used AS (
        SELECT range_agg(tstzrange(started_at, greatest(started_at, coalesce(ended_at, ?)))) AS r
        FROM equipment.use_interval WHERE gateway = 'gw-1' AND device = ?)
      SELECT
        (SELECT coalesce(sum(extract(epoch FROM upper(x) - lower(x)) * 1000000), 0)::bigint
         FROM open, unnest(open.r) x),
        (SELECT coalesce(sum(extract(epoch FROM upper(x) - lower(x)) * 1000000), 0)::bigint
         FROM open, used, unnest(open.r * used.r) x)
      """;

  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", false);
    cloud = TestCloud.start(settings, Clock.fixed(NOW, ZoneId.of("UTC")));
    feed(List.of(inventory()));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static void feed(List<Entry> entries) {
    try (Connection connection = cloud.bean(Database.class).ingestSource().getConnection()) {
      connection.setAutoCommit(false);
      for (EventConsumer consumer : cloud.beans(EventConsumer.class)) {
        consumer.accept(connection, GATEWAY, entries);
      }
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Stamp stamp(Instant at) {
    return new Stamp(ChronoUnit.MICROS.between(Instant.EPOCH, at), 1, 1, ClockState.SYNCED);
  }

  private static Inventory inventory() {
    Inventory.Device device =
        new Inventory.Device(
            "lamp", Map.of("vi", "Đèn"), "p", "plug", "mqtt", List.of(), List.of());
    return new Inventory(
        stamp(FIRST_SEEN),
        new Inventory.Room("r", Map.of("vi", "Phòng"), "classroom"),
        List.of(device),
        true);
  }

  private static List<Entry> use(String id, String device, Instant from, Instant to) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Event(
            stamp(from),
            device,
            EventKind.USE_STARTED,
            true,
            Map.of("use", id, "evidence", "power")));
    if (to.isBefore(NOW)) {
      entries.add(
          new Event(
              stamp(to),
              device,
              EventKind.USE_ENDED,
              true,
              Map.of(
                  "use",
                  id,
                  "evidence",
                  "power",
                  "startedWallMicros",
                  stamp(from).wallMicros(),
                  "reason",
                  "evidence")));
    }
    return entries;
  }

  private static List<Long> recomputed(Instant from, String device) {
    try (Connection connection = cloud.bean(Database.class).ingestSource().getConnection();
        var statement = connection.prepareStatement(RECOMPUTED)) {
      statement.setObject(1, from.atOffset(ZoneOffset.UTC));
      statement.setObject(2, NOW.atOffset(ZoneOffset.UTC));
      statement.setObject(3, NOW.atOffset(ZoneOffset.UTC));
      statement.setString(4, device);
      try (var row = statement.executeQuery()) {
        row.next();
        return List.of(row.getLong(1), row.getLong(2));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void randomUsesGiveWhatSqlRecomputesToTheMicrosecond() {
    Random random = new Random(20_261_124);
    for (int round = 0; round < 40; round++) {
      cloud.execute("DELETE FROM equipment.use_interval");
      for (int i = 0; i < 1 + random.nextInt(12); i++) {
        Instant from = MONDAY.plus(random.nextLong(37L * 3_600_000_000L), ChronoUnit.MICROS);
        Instant to = from.plus(random.nextLong(9L * 3_600_000_000L), ChronoUnit.MICROS);
        if (from.isBefore(NOW)) {
          feed(use("u" + i, random.nextBoolean() ? "lamp" : "", from, to));
        }
      }
      for (Instant start : List.of(MONDAY, Instant.parse("2026-11-23T17:00:00Z"))) {
        RoomUse use =
            cloud
                .bean(Equipment.class)
                .rooms(start, start.plus(Duration.ofDays(7)), NOW)
                .getFirst();
        RoomUse.DeviceUse lamp = use.devices().getFirst();
        String where = "round " + round + " from " + start;
        assertEquals(recomputed(start, ""), micros(use.whole()), where);
        assertEquals(recomputed(start, "lamp"), micros(lamp.figure()), where);
        assertTrue(use.whole().used().compareTo(use.whole().available()) <= 0, where);
      }
    }
  }

  private static List<Long> micros(Figure figure) {
    return List.of(figure.available().toNanos() / 1_000, figure.used().toNanos() / 1_000);
  }

  @Test
  void anEndWhoseStartWasLostMakesTheWholeUse() {
    cloud.execute("DELETE FROM equipment.use_interval");
    Instant from = Instant.parse("2026-11-24T01:00:00Z");
    Instant to = Instant.parse("2026-11-24T02:30:00Z");
    feed(List.of(use("late", "lamp", from, to).getLast()));
    RoomUse use = cloud.bean(Equipment.class).rooms(MONDAY, NOW, NOW).getFirst();
    assertEquals(Duration.ofMinutes(90), use.devices().getFirst().figure().used());
  }

  @Test
  void aDeviceOfWhichNothingEverToldIsMarked() {
    cloud.execute("DELETE FROM equipment.use_interval");
    RoomUse use = cloud.bean(Equipment.class).rooms(MONDAY, NOW, NOW).getFirst();
    assertTrue(use.evidence().isEmpty());
    assertTrue(use.devices().getFirst().evidence().isEmpty());
    assertEquals(0, use.whole().minutesWithData());
    assertTrue(use.whole().minutesExpected() > 0);
  }
}
