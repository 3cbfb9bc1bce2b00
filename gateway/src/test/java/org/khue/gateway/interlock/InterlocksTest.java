package org.khue.gateway.interlock;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Fault;
import org.khue.driver.HoldSpec;
import org.khue.driver.Outcome;
import org.khue.driver.Profile;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.config.AlarmRule.Condition;
import org.khue.gateway.config.InterlockRule;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.pipeline.Watcher.Look;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.MemoryJournal;

class InterlocksTest {
  private final ManualTime time = new ManualTime();
  private final MemoryJournal journal = new MemoryJournal();
  private final Recorder recorder = new Recorder(journal);
  private final List<String> ordered = new CopyOnWriteArrayList<>();
  private volatile Outcome<Receipt> answer = Outcome.ok(new Receipt("ok"));
  private Interlocks interlocks;

  @BeforeEach
  void start() {
    GatewayClock clock = new GatewayClock(time, 1, ClockState.SYNCED);
    interlocks = new Interlocks(this::execute, recorder, clock, true);
  }

  @AfterEach
  void stop() {
    interlocks.close();
    recorder.close();
  }

  private CompletionStage<Outcome<Receipt>> execute(Command command) {
    ordered.add(command.name() + command.args());
    return CompletableFuture.completedStage(answer);
  }

  private void guard(InterlockRule.Watch... watches) {
    ArgumentSpec seconds =
        new ArgumentSpec("value", Map.of(), new ArgumentSpec.Type.Num("1", 112, 64_900));
    Profile profile =
        new Profile(
            "plug",
            "mqtt-json",
            "plug",
            Map.of(),
            List.of(),
            List.of(
                new CommandSpec("on", Map.of(), Map.of(), Duration.ofSeconds(1)),
                new CommandSpec("off", Map.of(), Map.of(), Duration.ofSeconds(1)),
                new CommandSpec(
                    "timer", Map.of(), Map.of(), List.of(seconds), Duration.ofSeconds(1), false)),
            null,
            new HoldSpec("timer", "value", 100),
            null);
    InterlockRule rule =
        new InterlockRule(
            "printer-safe",
            "printer",
            new InterlockRule.Safe("off", Map.of()),
            List.of(watches),
            Duration.ofSeconds(30),
            Map.of("vi", "Phòng quá nóng"));
    RoomDevice device =
        new RoomDevice(new DeviceConfig("printer", Map.of(), "room.yaml:1"), profile, Map.of());
    interlocks.use(
        new Room("r", "steam", Map.of(), true, List.of(device), null, List.of(), List.of(rule)));
  }

  private static InterlockRule.Watch hot() {
    return new InterlockRule.Watch(
        "climate",
        "temperature",
        new Condition.Above(45, 40),
        Duration.ofSeconds(5),
        Duration.ofSeconds(60));
  }

  private void sees(double value, boolean usable) {
    long now = time.monotonicMicros();
    interlocks.alive("climate", now);
    interlocks.seen("climate", "temperature", new Look(value, null, usable, now));
    interlocks.look();
  }

  private void passes(Duration time) {
    this.time.advance(time);
    interlocks.look();
  }

  private Outcome<Receipt> order(String name) {
    Command command = new Command("c", "printer", name, Map.of(), Long.MAX_VALUE);
    return interlocks.execute(command).toCompletableFuture().join();
  }

  private String refusal(String name) {
    return assertInstanceOf(
            Fault.Refused.class, assertInstanceOf(Outcome.Failed.class, order(name)).fault())
        .message();
  }

  private void free() {
    interlocks.look(); // the device's timer is set
    sees(25, true);
    assertInstanceOf(Outcome.Ok.class, order("on"));
    ordered.clear();
  }

  private List<Event> tripped() {
    return journal.events(EventKind.INTERLOCK_TRIPPED);
  }

  @Test
  void aConditionMakesTheOutputSafeAndRefusesToSwitchItOnWithTheReason() {
    guard(hot());
    free();
    sees(46, true);
    passes(Duration.ofSeconds(4));
    sees(46, true);
    assertInstanceOf(Outcome.Ok.class, order("on"));
    passes(Duration.ofSeconds(1));
    assertEquals(1, count("off{}"));
    Map<String, Object> details = tripped().getFirst().details();
    assertEquals("condition", details.get("cause"));
    assertEquals("done", details.get("outcome"));
    assertTrue(refusal("on").contains("printer-safe holds: condition climate/temperature = 46"));
    assertEquals(
        Map.of("vi", "Phòng quá nóng"),
        assertInstanceOf(Outcome.Failed.class, order("on")).fault().said());
    assertInstanceOf(Outcome.Ok.class, order("off"));
    sees(42, true);
    assertTrue(refusal("on").contains("holds"));
    sees(39, true);
    assertInstanceOf(Outcome.Ok.class, order("on"));
    assertEquals(1, journal.events(EventKind.INTERLOCK_RELEASED).size());
    assertEquals(1, tripped().size());
  }

  @Test
  void aValueThatIsMissingTooLongCountsAsTheConditionItself() {
    guard(hot());
    free();
    sees(Double.NaN, false);
    time.advance(Duration.ofSeconds(59));
    interlocks.alive("climate", time.monotonicMicros());
    interlocks.look();
    assertInstanceOf(Outcome.Ok.class, order("on"));
    time.advance(Duration.ofSeconds(1));
    interlocks.alive("climate", time.monotonicMicros());
    interlocks.look();
    assertEquals("missing", tripped().getFirst().details().get("cause"));
  }

  @Test
  void aPipelineThatSaysNothingAnyMoreCountsAsMissing() {
    guard(hot());
    free();
    passes(Duration.ofSeconds(59));
    assertTrue(tripped().isEmpty());
    passes(Duration.ofSeconds(1));
    assertEquals("missing", tripped().getFirst().details().get("cause"));
  }

  @Test
  void nothingIsSwitchedOnBeforeEachPointHasShownAValueAndTheTimerIsSet() {
    guard(hot());
    assertTrue(refusal("on").contains("knows no value of"), refusal("on"));
    answer = Outcome.failed(new Fault.Gone("unplugged"));
    sees(25, true);
    assertTrue(refusal("on").contains("auto-off timer"), refusal("on"));
    answer = Outcome.ok(new Receipt("ok"));
    passes(Duration.ofSeconds(10));
    sees(25, true);
    assertInstanceOf(Outcome.Ok.class, order("on"));
  }

  @Test
  void theSafeCommandIsSentAgainUntilTheDeviceTakesItAndStaysSo() {
    guard(hot());
    free();
    answer = Outcome.failed(new Fault.Gone("unplugged"));
    sees(50, true);
    passes(Duration.ofSeconds(5));
    assertEquals("failed", tripped().getFirst().details().get("outcome"));
    assertEquals(1, count("off{}"));
    answer = Outcome.ok(new Receipt("ok"));
    passes(Duration.ofSeconds(1));
    assertEquals(1, count("off{}"));
    passes(Duration.ofSeconds(2));
    assertEquals(2, count("off{}"));
    passes(Duration.ofSeconds(9));
    assertEquals(2, count("off{}"));
    passes(Duration.ofSeconds(1));
    assertEquals(3, count("off{}"));
    assertEquals(1, tripped().size());
  }

  @Test
  void theDevicesTimerIsSetAnewThreeTimesInItsTimeButNotWhileItMustBeSafe() {
    guard(hot());
    sees(25, true);
    assertEquals(List.of("timer{value=130.0}"), ordered);
    assertTrue(refusal("timer").contains("kept for"));
    passes(Duration.ofSeconds(9));
    assertEquals(1, count("timer{value=130.0}"));
    passes(Duration.ofSeconds(1));
    assertEquals(2, count("timer{value=130.0}"));
    sees(60, true);
    passes(Duration.ofSeconds(5));
    assertEquals(1, count("off{}"));
    passes(Duration.ofSeconds(30));
    assertEquals(2, count("timer{value=130.0}"));
  }

  private long count(String order) {
    return ordered.stream().filter(order::equals).count();
  }

  @Test
  void aRuleThatFailsIsSafe() {
    guard(
        new InterlockRule.Watch(
            "climate",
            "temperature",
            new Condition.InStates(Set.of("x")),
            Duration.ofSeconds(Long.MAX_VALUE),
            Duration.ofSeconds(60)));
    interlocks.start();
    interlocks.seen("climate", "temperature", new Look(1, "x", true, time.monotonicMicros()));
    await().until(() -> !tripped().isEmpty());
    assertEquals("rule", tripped().getFirst().details().get("cause"));
    assertTrue(ordered.contains("off{}"));
  }
}
