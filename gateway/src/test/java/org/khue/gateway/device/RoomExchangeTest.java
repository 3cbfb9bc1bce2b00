package org.khue.gateway.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Reading;
import org.khue.driver.PointSpec;
import org.khue.driver.UseRule;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.AlarmRule;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.config.RoomDifference;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.FakeFactory;
import org.khue.gateway.testing.FakeFactory.Mood;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.NoLinks;
import org.khue.gateway.testing.Points;

class RoomExchangeTest {
  private static final Duration POLL = Duration.ofMillis(30);

  @TempDir Path data;
  private final MemoryJournal journal = new MemoryJournal();
  private final FakeFactory good = new FakeFactory("good", "");
  private final FakeFactory odd = new FakeFactory("odd", "");
  private final FakeFactory bus = new FakeFactory("bus", "serial:/dev/ttyTEST");
  private final List<DeviceRuntime> started = new ArrayList<>();

  @AfterEach
  void end() {
    Stream.of(good, odd, bus).forEach(FakeFactory::end);
    started.forEach(DeviceRuntime::close);
  }

  @Test
  void anUntouchedDeviceGoesOnWithoutAMissedSample() throws Exception {
    start(Points.room(List.of(device("meter", "good", 1), device("plug", "odd", 1))));
    awaitOnline("meter", "plug");
    for (int round = 2; round < 8; round++) {
      apply(
          device("meter", "good", 1), device("plug", "odd", round), device("n" + round, "odd", 1));
    }
    awaitOnline("meter", "plug", "n7");
    assertEquals(List.of("CONNECTING", "ONLINE"), states("meter"));
    assertEquals(1, good.made.get());
    assertTrue(longestPause("meter") < 1_000, "ms without a sample: " + longestPause("meter"));
  }

  @Test
  void whatIsTheSameChangesNothing() throws Exception {
    start(Points.room(List.of(device("meter", "good", 1))));
    awaitOnline("meter");
    assertTrue(apply(device("meter", "good", 1)).isEmpty());
    assertEquals(1, good.made.get());
  }

  @Test
  void devicesComeGoAndAreReplaced() throws Exception {
    start(Points.room(List.of(device("a", "odd", 1), device("b", "odd", 1))));
    awaitOnline("a", "b");
    RoomDifference done = apply(device("c", "odd", 1), device("b", "odd", 2));
    assertEquals(new RoomDifference(List.of("c"), List.of("b"), List.of("a")), done);
    awaitOnline("c", "b");
    assertEquals(List.of("c", "b"), ids());
    assertEquals("REMOVED", states("a").getLast());
    assertEquals(2, odd.closed.get());
    int readings = journal.readings("a", "power").size();
    await().pollDelay(Duration.ofMillis(200)).until(() -> true);
    assertEquals(readings, journal.readings("a", "power").size());
  }

  @Test
  void devicesOfOneBusAreExchangedWhileTheOthersSpeak() throws Exception {
    start(Points.room(List.of(device("one", "bus", 1), device("two", "bus", 1))));
    awaitOnline("one", "two");
    apply(device("one", "bus", 1), device("three", "bus", 1));
    awaitOnline("one", "three");
    assertEquals(List.of("CONNECTING", "ONLINE"), states("one"));
    assertEquals("REMOVED", states("two").getLast());
    apply(device("four", "bus", 1));
    awaitOnline("four");
  }

  @Test
  void aHangingDeviceCanBeRemoved() throws Exception {
    start(Points.room(List.of(device("meter", "good", 1), device("hanging", "odd", 1))));
    awaitOnline("meter", "hanging");
    odd.read = Mood.HANGS;
    await().until(() -> odd.reads.get() > 1);
    apply(device("meter", "good", 1));
    assertEquals(List.of("meter"), ids());
    assertEquals("REMOVED", states("hanging").getLast());
  }

  @Test
  void openUsesOfARemovedDeviceEndAndOfAChangedOneGoOn() throws Exception {
    start(Points.room(List.of(device("a", "odd", 1), device("b", "odd", 1))));
    await().until(() -> journal.events(EventKind.USE_STARTED).size() == 2);
    apply(device("b", "odd", 2));
    awaitOnline("b");
    await().until(() -> journal.events(EventKind.USE_ENDED).size() == 1);
    Event ended = journal.events(EventKind.USE_ENDED).getFirst();
    assertEquals("a", ended.device());
    assertEquals("configuration", ended.details().get("reason"));
    await().until(() -> !Files.exists(data.resolve("open/a.json")));
    odd.value = 0;
    await().until(() -> journal.events(EventKind.USE_ENDED).size() == 2);
    assertEquals("evidence", journal.events(EventKind.USE_ENDED).getLast().details().get("reason"));
  }

  @Test
  void alarmsAreReplacedByThoseOfTheNewRoom() throws Exception {
    RoomDevice device = device("climate", "odd", 1);
    start(Points.room(List.of(device), null, List.of(above("hot", 10))));
    await().until(() -> journal.events(EventKind.ALARM_RAISED).size() == 1);
    runtime().apply(Points.room(List.of(device), null, List.of(above("very-hot", 15))));
    await().until(() -> journal.events(EventKind.ALARM_RAISED).size() == 2);
    await().until(() -> journal.events(EventKind.ALARM_CLEARED).size() == 1);
    assertEquals("hot", journal.events(EventKind.ALARM_CLEARED).getFirst().details().get("alarm"));
  }

  @Test
  void anotherConnectionMeansAnotherDevice() throws Exception {
    start(Points.room(List.of(device("meter", "odd", 1))));
    awaitOnline("meter");
    odd.serial = "SN-2";
    apply(device("meter", "odd", 2));
    awaitOnline("meter");
  }

  @Test
  void anotherNameIsShownWithoutARestart() throws Exception {
    start(Points.room(List.of(device("meter", "good", 1))));
    awaitOnline("meter");
    RoomDevice same = device("meter", "good", 1);
    apply(new RoomDevice(same.config(), same.profile(), Map.of("vi", "Công tơ")));
    assertEquals(Map.of("vi", "Công tơ"), runtime().statuses().getFirst().name());
    assertEquals(1, good.made.get());
  }

  @Test
  void aRoomWithAnUnknownDriverIsRefusedAsAWhole() {
    start(Points.room(List.of(device("meter", "good", 1))));
    assertThrows(
        IllegalArgumentException.class, () -> apply(device("x", "good", 1), device("y", "no", 1)));
    assertEquals(List.of("meter"), ids());
  }

  private RoomDifference apply(RoomDevice... devices) throws InterruptedException {
    return runtime().apply(Points.room(List.of(devices)));
  }

  private void start(Room room) {
    GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);
    Recorder recorder = new Recorder(journal);
    DeviceRuntime runtime =
        new DeviceRuntime(
            room,
            Stream.of(good, odd, bus).collect(Collectors.toMap(FakeFactory::id, each -> each)),
            new NoLinks(),
            new Pipeline(room, clock, recorder, data.resolve("open")),
            recorder,
            clock,
            data,
            new RuntimeSettings(
                Duration.ofMillis(500),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofMillis(500),
                Duration.ofMillis(200),
                Duration.ofMillis(40),
                Duration.ofMillis(200),
                3,
                Duration.ofMillis(20)));
    runtime.start();
    started.add(runtime);
  }

  private DeviceRuntime runtime() {
    return started.getLast();
  }

  private static RoomDevice device(String id, String driver, int port) {
    List<PointSpec> points = List.of(Points.measured("power", "W", POLL, Points.EACH));
    UseRule use = Points.powerUse(Duration.ZERO, Duration.ZERO);
    return Points.device(id, driver, points, use, Map.of("port", port));
  }

  private static AlarmRule above(String id, double limit) {
    AlarmRule like = Points.co2High(Duration.ZERO);
    return new AlarmRule(
        id,
        "climate",
        "power",
        new AlarmRule.Condition.Above(limit, limit),
        Duration.ZERO,
        like.during(),
        like.severity(),
        like.message(),
        like.action(),
        Map.of());
  }

  private void awaitOnline(String... ids) {
    for (String id : ids) {
      await()
          .until(() ->
              runtime().statuses().stream()
                  .anyMatch(each -> each.id().equals(id) && each.state() == DeviceState.ONLINE));
    }
  }

  private List<String> ids() {
    return runtime().statuses().stream().map(DeviceStatus::id).toList();
  }

  private List<String> states(String device) {
    return journal.events(EventKind.DEVICE_STATE).stream()
        .filter(event -> event.device().equals(device))
        .map(event -> String.valueOf(event.details().get("to")))
        .toList();
  }

  private long longestPause(String device) {
    List<Reading> readings = journal.readings(device, "power");
    long longest = 0;
    for (int i = 1; i < readings.size(); i++) {
      long pause =
          readings.get(i).at().monotonicMicros() - readings.get(i - 1).at().monotonicMicros();
      longest = Math.max(longest, pause / 1_000);
    }
    return longest;
  }
}
