package org.khue.cloud.equipment.utilisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.TelemetryQuery;

/// The facts, kept piece by piece while events come late, twice and out of order, gateways move,
/// devices come and go, calendars change and counts are stopped amidst: equal to the recomputation
/// in plain SQL from the raw events (`docs/reference/utilisation.sql`), and to counting all anew.
/// Then random questions over them, against plain SQL.
@ExtendWith(ActingAsSystem.class)
class FactsTest {
  private static final Instant START = Instant.parse("2026-09-07T17:00:00Z");
  private static final int ROUNDS = 12;
  private static final String FACTS =
      "SELECT room, gateway, device, day, year, term, week, weekday, slot, available, booked, used,"
          + " used_booked, expected, heard";
  private static final String ORDER = " ORDER BY room, gateway, device, day, slot";

  private static final MovingClock CLOCK = new MovingClock(START);
  private static TestCloud cloud;
  private static UseWorld world;
  private static boolean killing;

  /// The program is stopped amidst a count.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", false);
    settings.put("khue.utilisation.period", "1h");
    cloud = TestCloud.start(settings, (Clock) CLOCK);
    world = new UseWorld(cloud);
    world.settle();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Recount recount() {
    BookedTimes booked =
        (connection, room, from, to) -> {
          if (killing) {
            throw new Killed();
          }
          return new BookingReadStore().room(connection, room, from, to);
        };
    HistoryReader reader =
        new HistoryReader(
            new UseReadStore(),
            booked,
            cloud.bean(Fleet.class),
            cloud.bean(Rooms.class),
            cloud.bean(Calendars.class),
            cloud.bean(TelemetryQuery.class),
            ZoneId.of("Asia/Ho_Chi_Minh"));
    return new Recount(cloud.bean(Transactions.class), reader, cloud.bean(Placements.class), CLOCK);
  }

  private static List<String> facts() {
    return cloud.rows(FACTS + " FROM equipment.use_slot" + ORDER).stream()
        .map(String::valueOf)
        .toList();
  }

  private static List<String> recomputed() {
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection();
        Statement statement = owner.createStatement()) {
      statement.execute(
          "SET reference.zone = 'Asia/Ho_Chi_Minh'; SET reference.first = '2026-09-01';"
              + " SET reference.last = '2026-10-31'; SET reference.now = '"
              + CLOCK.instant()
              + "'");
      statement.execute(Files.readString(Path.of("../../docs/reference/utilisation.sql")));
      List<String> rows = new ArrayList<>();
      try (ResultSet row = statement.executeQuery(FACTS + " FROM reference_fact" + ORDER)) {
        while (row.next()) {
          List<Object> values = new ArrayList<>();
          for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
            values.add(row.getObject(column));
          }
          rows.add(values.toString());
        }
      }
      statement.execute("DISCARD TEMP");
      return rows;
    } catch (SQLException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void something(Random random, int number) {
    Instant now = CLOCK.instant();
    String gateway = "gw-" + (1 + random.nextInt(3));
    Instant from = now.minus(random.nextLong(4 * 86_400L * 1_000_000), ChronoUnit.MICROS);
    Instant to = from.plus(random.nextLong(5 * 3_600L * 1_000_000), ChronoUnit.MICROS);
    String device = List.of("", "sensor", "lamp").get(random.nextInt(3));
    String use = "u" + number;
    switch (random.nextInt(11)) {
      case 0, 1 ->
          world.feed(
              gateway, UseWorld.started(use, device, from), UseWorld.ended(use, device, from, to));
      case 2 -> world.feed(gateway, UseWorld.ended(use, device, from, to));
      case 3 -> world.feed(gateway, UseWorld.started(use, device, from));
      case 4 -> {
        // The end of a use whose start may have come earlier, or not at all; or an end again.
        String other = "u" + random.nextInt(number + 1);
        world.feed(gateway, UseWorld.ended(other, device, from, to));
      }
      case 5, 6 ->
          world.heard(
              gateway, random.nextBoolean() ? "sensor" : "lamp", from, 1 + random.nextInt(600));
      case 7 -> world.place(gateway, random.nextInt(2), random.nextInt(2));
      case 8 -> world.book(random.nextInt(2), random.nextInt(2), from, to, random.nextInt(3));
      case 9 -> {
        List<String> devices = random.nextBoolean() ? List.of("sensor", "lamp") : List.of("lamp");
        world.feed(gateway, UseWorld.inventory(now, devices));
      }
      default -> {
        if (random.nextInt(4) == 0) {
          Calendars calendars = cloud.bean(Calendars.class);
          Calendar city = calendars.get(Reach.ROOT, 2026);
          calendars.update(Reach.ROOT, city.version(), UseWorld.calendar(40 + random.nextInt(15)));
        }
      }
    }
  }

  @Test
  void factsKeptPieceByPieceAreThoseOfTheRawEvents() {
    Random random = new Random(20_261_124);
    Recount recount = recount();
    for (int gateway = 1; gateway <= 3; gateway++) {
      world.feed("gw-" + gateway, UseWorld.inventory(START, List.of("sensor", "lamp")));
      world.place("gw-" + gateway, gateway % 2, gateway / 3);
    }
    QuestionCheck questions = new QuestionCheck(cloud, random);
    int groups = 0;
    int number = 0;
    boolean anyKill = false;
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < 14; i++) {
        CLOCK.set(CLOCK.instant().plusMillis(random.nextInt(4 * 3_600_000)));
        something(random, number++);
        if (random.nextInt(3) == 0) {
          killing = random.nextInt(3) == 0;
          if (killing) {
            assertThrows(Killed.class, recount::pass);
            anyKill = true;
          } else {
            recount.pass();
          }
        }
      }
      killing = false;
      Awaitility.await().atMost(Duration.ofMinutes(1)).until(world::told);
      recount.pass();
      recount.pass(); // days that the first one noted, of devices that came or went
      List<String> facts = facts();
      assertFalse(facts.isEmpty());
      assertEquals(String.join("\n", recomputed()), String.join("\n", facts), "round " + round);
      cloud.execute(
          "UPDATE equipment.use_day SET used = '{}', slots = '{}', available = '{}', booked = '{}',"
              + " used_booked = '{}', expected = '{}', heard = '{}'");
      cloud.execute("DELETE FROM equipment.counted");
      recount.pass();
      assertEquals(
          String.join("\n", facts), String.join("\n", facts()), "all anew, round " + round);
      groups += questions.check(60);
    }
    assertTrue(anyKill);
    assertTrue(groups > 200, "the questions had " + groups + " groups");
    assertNotEquals(
        0, cloud.count("SELECT count(*) FROM equipment.use_slot WHERE used > 0 AND heard > 0"));

    // The comparison itself: a second too many is found.
    cloud.execute(
        "UPDATE equipment.use_day SET used[1] = used[1] + 1 WHERE (subject, day) ="
            + " (SELECT subject, day FROM equipment.use_day WHERE used[1] > 0 LIMIT 1)");
    assertNotEquals(recomputed(), facts());
  }
}
