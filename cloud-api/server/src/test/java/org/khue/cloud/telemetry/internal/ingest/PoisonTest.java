package org.khue.cloud.telemetry.internal.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.NOW;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.event;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.UnknownEntry;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;

/// What cannot take effect is set aside with the reason, and holds up nothing.
class PoisonTest {
  /// Writes each tap into a table; cannot stand some cards.
  static final class Picky implements EventConsumer {
    final AtomicInteger collisions = new AtomicInteger();

    @Override
    public String name() {
      return "picky";
    }

    @Override
    public void accept(Connection transaction, String gateway, List<Entry> entries)
        throws SQLException {
      for (Entry entry : entries) {
        if (!(entry instanceof Event event) || !event.kind().equals("card.tap")) {
          continue;
        }
        String card = String.valueOf(event.details().get("card"));
        try (var insert = transaction.prepareStatement("INSERT INTO public.taps VALUES (?)")) {
          insert.setString(1, card);
          insert.executeUpdate();
        }
        switch (card) {
          case "throws" -> throw new IllegalStateException("I do not like this card");
          case "sql" -> transaction.createStatement().execute("SELECT 1 / 0");
          case "busy" -> {
            if (collisions.getAndIncrement() < 2) {
              throw new SQLException("somebody was in the way", "40001");
            }
          }
          default -> assertTrue(event.at().wallMicros() > 0);
        }
      }
    }
  }

  private static final Picky PICKY = new Picky();
  private static TestCloud cloud;
  private static Ingest ingest;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(PICKY);
    cloud.execute("CREATE TABLE public.taps (card text); GRANT ALL ON public.taps TO PUBLIC");
    ingest = cloud.bean(Ingest.class);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /// What Prometheus is told.
  private static double counted() {
    return cloud.bean(MeterRegistry.class).counter("khue.ingest.set.aside").count();
  }

  @Test
  void anEntryThatAModuleCannotTakeIsSetAsideForItAlone() throws Exception {
    double before = counted();
    Ack ack =
        sent(
            ingest,
            "gw-1",
            batch(Stream.EVENTS, 1, tap("a1"), tap("throws"), tap("sql"), tap("a2")));
    assertEquals(new Ack(Stream.EVENTS, 4, null), ack);
    assertEquals(
        List.of(List.of("a1"), List.of("a2")),
        cloud.rows(
            "SELECT card FROM public.taps WHERE card LIKE 'a%' OR card IN ('throws', 'sql')"));
    assertEquals(4, cloud.count("SELECT count(*) FROM telemetry.event WHERE gateway = 'gw-1'"));
    List<List<Object>> aside =
        cloud.rows(
            "SELECT seq, consumer, reason FROM telemetry.set_aside WHERE gateway = 'gw-1' ORDER BY 1");
    assertEquals(List.of(2L, "picky"), aside.get(0).subList(0, 2));
    assertTrue(String.valueOf(aside.get(0).get(2)).contains("I do not like this card"));
    assertEquals(List.of(3L, "picky"), aside.get(1).subList(0, 2));
    assertTrue(String.valueOf(aside.get(1).get(2)).contains("division by zero"));
    assertEquals(before + 2, counted());
  }

  @Test
  void aCollisionIsNoFaultOfTheEntry() throws Exception {
    assertEquals(1, sent(ingest, "gw-2", batch(Stream.EVENTS, 1, tap("busy"))).upToSeq());
    assertEquals(3, PICKY.collisions.get());
    assertEquals(1, cloud.count("SELECT count(*) FROM public.taps WHERE card = 'busy'"));
    assertEquals(0, cloud.count("SELECT count(*) FROM telemetry.set_aside WHERE gateway = 'gw-2'"));
  }

  @Test
  void whatTheStoreCannotKeepIsSetAsideAndTheRestIsKept() throws Exception {
    double before = counted();
    List<Entry> entries = new ArrayList<>();
    entries.add(reading(NOW, "meter", "power", 1));
    entries.add(reading(NOW, "me\0ter", "power", 2));
    entries.add(reading(NOW, "x".repeat(500), "power", 3));
    entries.add(tap("in the wrong stream"));
    entries.add(reading(NOW, "meter", "power", 4));
    assertEquals(5, sent(ingest, "gw-3", batch(Stream.TELEMETRY, 1, entries)).upToSeq());
    assertEquals(
        List.of(List.of(2L), List.of(3L), List.of(4L)),
        cloud.rows("SELECT seq FROM telemetry.set_aside WHERE gateway = 'gw-3' ORDER BY seq"));
    assertEquals(2, cloud.count("SELECT readings FROM telemetry.cursor WHERE gateway = 'gw-3'"));
    assertEquals(3, cloud.count("SELECT set_aside FROM telemetry.cursor WHERE gateway = 'gw-3'"));
    assertEquals(before + 3, counted());
  }

  @Test
  void theDatabaseRefusingOneEntryBlocksOnlyThatEntry() throws Exception {
    double before = counted();
    cloud.execute(
        "CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF"
            + " NEW.device = 'cursed' THEN RAISE EXCEPTION 'never'; END IF; RETURN NEW; END $$");
    cloud.execute(
        "CREATE TRIGGER refuse BEFORE INSERT ON telemetry.event FOR EACH ROW EXECUTE FUNCTION"
            + " public.refuse()");
    try {
      List<Entry> entries = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        entries.add(event(NOW, i == 13 ? "cursed" : "door", "state.changed", Map.of("n", i)));
      }
      assertEquals(
          new Ack(Stream.EVENTS, 20, null), sent(ingest, "gw-4", batch(Stream.EVENTS, 1, entries)));
      assertEquals(before + 1, counted());
      assertEquals(19, cloud.count("SELECT count(*) FROM telemetry.event WHERE gateway = 'gw-4'"));
      List<List<Object>> aside =
          cloud.rows("SELECT seq, reason FROM telemetry.set_aside WHERE gateway = 'gw-4'");
      assertEquals(List.of(13L), aside.getFirst().subList(0, 1));
      String reason = String.valueOf(aside.getFirst().get(1));
      assertTrue(reason.contains("never"), reason);
      assertTrue(!reason.contains("cursed"), "a reason quotes no data: " + reason);
    } finally {
      cloud.execute("DROP TRIGGER refuse ON telemetry.event");
    }
  }

  @Test
  void malformedAndUnknownEntriesAreKeptAsTheyCame() throws Exception {
    byte[] good = new EntryWriter().write(reading(NOW, "meter", "power", 1));
    byte[] bad = good.clone();
    bad[bad.length - 3] = 9;
    byte[] later = {(byte) 0x86, 24, 99, 1, 1, 1, 2, 5};
    Batch batch =
        BatchCodec.readKeepingMalformed(
            BatchCodec.write(Stream.TELEMETRY, 1, 3, 0, List.of(good, bad, later, good)));
    assertEquals(4, sent(ingest, "gw-5", batch).upToSeq());
    assertEquals(
        List.of(List.of(2L, "the entry is malformed")),
        cloud.rows("SELECT seq, reason FROM telemetry.set_aside WHERE gateway = 'gw-5'"));
    assertEquals(
        List.of(List.of(3L, 99)),
        cloud.rows("SELECT seq, kind FROM telemetry.unknown_entry WHERE gateway = 'gw-5'"));
    assertEquals(99, ((UnknownEntry) batch.entries().get(2)).kind());
  }

  @Test
  void aGuessedTimeIsMarkedOnTheReading() throws Exception {
    Stamp otherBoot = new Stamp(0, 9, 2, ClockState.UNSYNCED);
    Reading reading = new Reading(otherBoot, "meter", "power", 5, "W", Quality.GOOD, null, true);
    assertNull(sent(ingest, "gw-6", batch(Stream.TELEMETRY, 1, reading)).refused());
    assertEquals(
        List.of(List.of(1, "clock", true)),
        cloud.rows(
            "SELECT r.flags & 3, n.text, r.time > now() - interval '1 minute' FROM"
                + " telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id JOIN"
                + " telemetry.device d ON d.id = p.device_id JOIN telemetry.reason n ON n.id ="
                + " r.reason WHERE d.gateway = 'gw-6'"));
  }

  private static Event tap(String card) {
    return event(NOW, "reader", "card.tap", Map.of("card", card));
  }
}
