package org.khue.gateway.pipeline;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.driver.Sample;
import org.khue.driver.UseRule;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.config.RoomUse;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.Points;

class DevicePipelineTest {
  private static final RoomDevice PLUG =
      Points.device(
          "climate",
          "any",
          List.of(
              Points.measured("co2", "[ppm]", Duration.ZERO, Points.CHANGES),
              Points.measured("power", "W", Duration.ofSeconds(1), Points.CHANGES),
              Points.states("switch", Duration.ZERO)),
          Points.powerUse(Duration.ofSeconds(5), Duration.ofSeconds(60)));
  private static final UseRule OCCUPIED = Points.stateUse(Duration.ZERO, Duration.ofSeconds(120));

  @TempDir Path memory;
  private final ManualTime time = new ManualTime();
  private final MemoryJournal journal = new MemoryJournal();
  private DevicePipeline pipeline;

  @BeforeEach
  void begin() {
    pipeline = boot(1);
  }

  @Test
  void aReadingCarriesStampUnitAndTheSimulatedFlag() {
    number("co2", 612);
    Reading reading = journal.readings().getFirst();
    assertEquals(
        new Reading(
            new org.khue.contract.Stamp(
                ManualTime.START_WALL_MICROS, 3_600_000_000L, 1, ClockState.SYNCED),
            "climate",
            "co2",
            612,
            "[ppm]",
            Quality.GOOD,
            null,
            true),
        reading);
  }

  @Test
  void aPointThatTheProfileDoesNotHaveIsPassedOver() {
    number("humidity", 55);
    assertEquals(List.of(), journal.readings());
  }

  @Test
  void aChangeOfStateIsAnEventButTheFirstStateIsNot() {
    number("switch", 0);
    number("switch", 0);
    number("switch", 1);
    pipeline.failure("switch", "timeout", time.wallMicros(), time.monotonicMicros());
    number("switch", 1);
    number("switch", 0);
    assertEquals(
        List.of(
            Map.of("point", "switch", "from", "off", "to", "on"),
            Map.of("point", "switch", "from", "on", "to", "off")),
        journal.events(EventKind.STATE_CHANGED).stream().map(Event::details).toList());
  }

  @Test
  void aStateIsRepeatedWhileItHoldsAndItsDeviceLives() {
    pipeline.connected();
    number("switch", 1);
    for (int minute = 0; minute < 5; minute++) {
      pass(Duration.ofSeconds(60));
      number("co2", 600 + minute);
      number("power", 0);
    }
    assertEquals(6, journal.readings("climate", "switch").size());
    pipeline.disconnected("gone");
    pass(Duration.ofMinutes(10));
    List<Reading> after = journal.readings("climate", "switch");
    assertEquals(7, after.size());
    assertEquals("gone", after.getLast().reason());
  }

  @Test
  void aSilentPointIsStaleOnceAndTellsSo() {
    pipeline.connected();
    number("co2", 600);
    number("power", 3);
    assertEquals(Set.of(), pipeline.tick());
    pass(Duration.ofSeconds(90));
    assertEquals(Set.of("power"), pipeline.tick());
    assertFalse(pipeline.silent());
    pass(Duration.ofMinutes(10));
    assertEquals(Set.of("co2", "power"), pipeline.tick());
    assertTrue(pipeline.silent());
    List<Reading> readings = journal.readings("climate", "power");
    assertEquals(2, readings.size());
    assertEquals("stale", readings.getLast().reason());
    assertTrue(Double.isNaN(readings.getLast().value()));
    number("power", 4);
    assertEquals(Set.of("co2"), pipeline.tick());
  }

  @Test
  void aPollThatFailsIsNoSilence() {
    pipeline.connected();
    number("power", 3);
    for (int second = 0; second < 120; second++) {
      time.advance(Duration.ofSeconds(1));
      pipeline.failure("power", "timeout", time.wallMicros(), time.monotonicMicros());
    }
    assertEquals(Set.of(), pipeline.tick());
    assertEquals("timeout", journal.readings("climate", "power").getLast().reason());
  }

  @Test
  void aUseIsRememberedOverARestart() {
    use();
    Object id = only(EventKind.USE_STARTED).details().get("use");
    pipeline.close();

    pipeline = boot(2);
    time.advance(Duration.ofSeconds(3));
    number("power", 40);
    pass(Duration.ofSeconds(10));
    number("power", 40);
    pass(Duration.ofSeconds(1));
    number("power", 1);
    pass(Duration.ofSeconds(60));

    assertEquals(1, journal.events(EventKind.USE_STARTED).size());
    Map<String, Object> ended = only(EventKind.USE_ENDED).details();
    assertEquals(id, ended.get("use"));
    assertEquals(18L, ended.get("seconds"));
    assertEquals("evidence", ended.get("reason"));
    assertEquals(ManualTime.START_WALL_MICROS, ended.get("startedWallMicros"));
    assertFalse(Files.exists(memory.resolve("climate.json")), "nothing is open any more");
  }

  @Test
  void aUseThatTheRestartCutOffEndsWhereItWasLastSeen() {
    use();
    pipeline.close();
    time.advance(Duration.ofHours(1));
    pipeline = boot(2);
    Event ended = only(EventKind.USE_ENDED);
    assertEquals("gateway-restart", ended.details().get("reason"));
    assertEquals(5L, ended.details().get("seconds"));
    assertEquals(1, ended.at().boot());
  }

  @Test
  void aCrashBetweenFileAndJournalRepeatsTheStart() {
    number("power", 40);
    time.advance(Duration.ofSeconds(5));
    journal.refuse(1);
    number("power", 40);
    assertEquals(List.of(), journal.events(EventKind.USE_STARTED));
    // No tick and no close: the process is killed here.
    pipeline = boot(2);
    assertEquals(1, journal.events(EventKind.USE_STARTED).size());
  }

  @Test
  void aCrashBeforeTheEndIsOnDiskEndsItAgain() {
    use();
    pass(Duration.ofMillis(250));
    pass(Duration.ofSeconds(1));
    number("power", 1);
    time.advance(Duration.ofSeconds(59));
    number("power", 1);
    Object id = only(EventKind.USE_ENDED).details().get("use");
    // Killed before the next tick could take it out of the file.
    pipeline = boot(2);
    number("power", 1);
    pass(Duration.ofSeconds(60));
    List<Event> ends = journal.events(EventKind.USE_ENDED);
    assertEquals(2, ends.size());
    assertEquals(id, ends.getLast().details().get("use"));
    assertEquals(ends.getFirst().details().get("seconds"), ends.getLast().details().get("seconds"));
  }

  @Test
  void theRoomsUseIsToldWithoutADevice() {
    number("switch", 1);
    Event started = only(EventKind.USE_STARTED);
    assertEquals("", started.device());
    assertEquals("occupancy", started.details().get("evidence"));
  }

  @Test
  void anAlarmIsRaisedAndClearedOnceOverARestart() {
    number("co2", 1200);
    pass(Duration.ofSeconds(60));
    Map<String, Object> raised = only(EventKind.ALARM_RAISED).details();
    assertEquals("co2-high", raised.get("alarm"));
    assertEquals("warning", raised.get("severity"));
    assertEquals(1200.0, raised.get("value"));
    assertEquals(1000.0, raised.get("limit"));
    assertEquals("[ppm]", raised.get("unit"));
    assertEquals(Map.of("vi", "CO₂ cao"), raised.get("message"));
    pipeline.close();

    time.advance(Duration.ofSeconds(20));
    pipeline = boot(2);
    number("co2", 1300);
    pass(Duration.ofSeconds(60));
    number("co2", 800);
    pass(Duration.ofSeconds(1));
    assertEquals(1, journal.events(EventKind.ALARM_RAISED).size());
    Map<String, Object> cleared = only(EventKind.ALARM_CLEARED).details();
    assertEquals(800.0, cleared.get("value"));
    assertEquals(80L, cleared.get("seconds"));
  }

  @Test
  void whatADeviceLeftOpenThatIsNoLongerThereIsEnded() {
    use();
    number("co2", 1200);
    pass(Duration.ofSeconds(60));
    number("power", 40);
    pipeline.close();
    pipelines(2, Points.room(List.of())).endOrphans();
    assertEquals("gateway-restart", only(EventKind.USE_ENDED).details().get("reason"));
    assertEquals("co2-high", only(EventKind.ALARM_CLEARED).details().get("alarm"));
    assertFalse(only(EventKind.ALARM_CLEARED).details().containsKey("value"));
    await().until(() -> Files.notExists(memory.resolve("climate.json")));
  }

  @Test
  void aDamagedMemoryFileIsPassedOver() throws Exception {
    Files.writeString(memory.resolve("climate.json"), "{\"uses\":[{");
    pipeline = boot(2);
    use();
    assertEquals(1, journal.events(EventKind.USE_STARTED).size());
  }

  /// A power of 40 W for five seconds.
  private void use() {
    number("power", 40);
    time.advance(Duration.ofSeconds(5));
    number("power", 40);
  }

  private void number(String point, double value) {
    pipeline.sample(Sample.number(point, value, time));
  }

  private void pass(Duration duration) {
    time.advance(duration);
    pipeline.tick();
  }

  private Event only(String kind) {
    List<Event> events = journal.events(kind);
    assertEquals(1, events.size(), kind + ": " + journal.events());
    return events.getFirst();
  }

  private DevicePipeline boot(int boot) {
    Room room =
        Points.room(
            List.of(PLUG),
            new RoomUse("climate", OCCUPIED),
            List.of(Points.co2High(Duration.ofSeconds(60))));
    DevicePipeline made = pipelines(boot, room).of(PLUG);
    made.resume();
    return made;
  }

  private Pipeline pipelines(int boot, Room room) {
    GatewayClock clock = new GatewayClock(time, boot, ClockState.SYNCED);
    return new Pipeline(room, clock, new Recorder(journal), memory);
  }
}
