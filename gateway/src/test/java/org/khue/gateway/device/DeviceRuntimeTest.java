package org.khue.gateway.device;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.testing.FakeFactory;
import org.khue.gateway.testing.FakeFactory.Mood;
import org.khue.gateway.testing.MemoryJournal;
import org.khue.gateway.testing.NoLinks;
import org.khue.gateway.testing.Points;

class DeviceRuntimeTest {
  private static final Duration POLL = Duration.ofMillis(50);
  private static final RuntimeSettings HASTY =
      new RuntimeSettings(
          Duration.ofMillis(200),
          Duration.ofMillis(100),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(200),
          Duration.ofMillis(40),
          Duration.ofMillis(200),
          3,
          Duration.ofMillis(20));

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
  void aDeviceIsConnectedAndPolled() {
    start(device("meter", "good"));
    await().until(() -> !journal.readings("meter", "tick").isEmpty());
    assertEquals(List.of("CONNECTING", "ONLINE"), states("meter"));
    Reading reading = journal.readings("meter", "tick").getFirst();
    assertEquals(20, reading.value());
    assertEquals(Quality.GOOD, reading.quality());
    assertTrue(reading.simulated());
    assertTrue(status("meter").lastSeenMicros() >= 0);
  }

  @Test
  void aHangingDeviceTouchesNoOther() {
    odd.probe = Mood.HANGS;
    start(device("hanging", "odd"), device("meter", "good"));
    await().until(() -> journal.readings("meter", "tick").size() > 5);
    await().until(() -> states("hanging").equals(List.of("CONNECTING", "OFFLINE")));
    int before = journal.readings("meter", "tick").size();
    await().until(() -> journal.readings("meter", "tick").size() > before + 5);
  }

  @Test
  void aDriverThatNeverComesBackIsLeftAlone() {
    odd.probe = Mood.HANGS;
    start(device("hanging", "odd"));
    await().until(() -> status("hanging").reason().equals("stuck-driver"));
    int made = odd.made.get();
    await().pollDelay(Duration.ofMillis(500)).until(() -> odd.made.get() == made);
    odd.probe = Mood.ANSWERS;
    odd.end();
    await().until(() -> status("hanging").state() == DeviceState.ONLINE);
  }

  @Test
  void aReadThatHangsTakesItsDeviceOffline() {
    start(device("meter", "odd"));
    await().until(() -> !journal.readings("meter", "tick").isEmpty());
    odd.read = Mood.HANGS;
    await().until(() -> states("meter").contains("OFFLINE"));
    odd.read = Mood.ANSWERS;
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    assertTrue(
        journal.readings("meter", "tick").stream()
            .anyMatch(reading -> "timeout".equals(reading.reason())));
  }

  @Test
  void aDriverThatThrowsIsMadeAnew() {
    start(device("meter", "odd"), device("other", "good"));
    await().until(() -> !journal.readings("meter", "tick").isEmpty());
    odd.read = Mood.THROWS;
    await().until(() -> states("meter").contains("OFFLINE"));
    assertEquals("protocol", last("meter").details().get("reason"));
    odd.read = Mood.ANSWERS;
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    assertTrue(odd.made.get() >= 2);
    assertTrue(odd.closed.get() >= 1);
    assertEquals(List.of("CONNECTING", "ONLINE"), states("other"));
  }

  @Test
  void failedPollsGiveBadReadingsAndThenTheDeviceIsOffline() {
    start(device("meter", "odd"));
    await().until(() -> !journal.readings("meter", "tick").isEmpty());
    odd.read = Mood.FAILS;
    odd.probe = Mood.FAILS;
    await().until(() -> status("meter").state() == DeviceState.OFFLINE);
    List<Reading> bad =
        journal.readings("meter", "tick").stream()
            .filter(reading -> reading.quality() == Quality.BAD)
            .toList();
    assertTrue(bad.size() >= 3, "each failed poll of a point that reports each sample: " + bad);
    assertTrue(bad.stream().allMatch(reading -> Double.isNaN(reading.value())));
    assertTrue(bad.stream().allMatch(reading -> "timeout".equals(reading.reason())));
    Map<?, ?> next = assertInstanceOf(Map.class, last("meter").details().get("next"));
    assertTrue(next.containsKey("vi") && next.containsKey("en"));
  }

  @Test
  void aVanishedDeviceComesBack() {
    odd.probe = Mood.GONE;
    start(device("meter", "odd"));
    await().until(() -> odd.made.get() >= 3);
    assertEquals(List.of("CONNECTING", "OFFLINE"), states("meter"));
    odd.probe = Mood.ANSWERS;
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    assertEquals(List.of("CONNECTING", "OFFLINE", "ONLINE"), states("meter"));
  }

  @Test
  void aLostConnectionIsReportedOnce() {
    start(device("meter", "odd"));
    await().until(() -> status("meter").state() == DeviceState.ONLINE && odd.sink != null);
    var sink = odd.sink;
    odd.probe = Mood.GONE;
    for (int i = 0; i < 100; i++) {
      sink.lost(new Fault.Gone("unplugged"));
    }
    await().until(() -> status("meter").state() == DeviceState.OFFLINE);
    await().until(() -> odd.made.get() >= 3);
    assertEquals(List.of("CONNECTING", "ONLINE", "OFFLINE"), states("meter"));
  }

  @Test
  void anotherDeviceInItsPlaceIsNotAccepted() throws Exception {
    start(device("meter", "odd"));
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    odd.serial = "SN-2";
    odd.sink.lost(new Fault.Gone("unplugged"));
    await().until(() -> status("meter").reason().equals("other-device"));
    assertEquals(DeviceState.OFFLINE, status("meter").state());
    int readings = journal.readings("meter", "tick").size();
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    assertTrue(
        journal.readings("meter", "tick").stream()
            .skip(readings)
            .allMatch(reading -> reading.quality() == Quality.BAD));
    Files.delete(data.resolve("identities").resolve("meter"));
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
  }

  @Test
  void theRightDeviceIsTakenBack() {
    start(device("meter", "odd"));
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    odd.serial = "SN-2";
    odd.sink.lost(new Fault.Gone("unplugged"));
    await().until(() -> status("meter").reason().equals("other-device"));
    odd.serial = "SN-1";
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
  }

  @Test
  void devicesOnOneBusTakeTurns() {
    start(device("one", "bus"), device("two", "bus"));
    await()
        .until(() ->
            journal.readings("one", "tick").size() > 3
                && journal.readings("two", "tick").size() > 3);
    assertEquals(List.of("CONNECTING", "ONLINE"), states("one"));
    assertEquals(List.of("CONNECTING", "ONLINE"), states("two"));
  }

  @Test
  void aFloodingDeviceCannotFillTheMemoryNorTouchAnother() {
    start(device("flooding", "odd"), device("meter", "good"));
    await().until(() -> odd.sink != null);
    SystemTime time = new SystemTime();
    for (int i = 0; i < 200_000; i++) {
      odd.sink.sample(Sample.number("level", i, time));
    }
    await()
        .until(() ->
            journal.readings("flooding", "level").stream()
                .anyMatch(reading -> reading.value() == 199_999));
    assertTrue(journal.readings("flooding", "level").size() < 100_000, "gauges coalesce");
    int before = journal.readings("meter", "tick").size();
    await().until(() -> journal.readings("meter", "tick").size() > before + 3);
  }

  @Test
  void anEventOfTheDeviceEndsWhenItIsKept() throws Exception {
    start(device("reader", "odd"));
    await().until(() -> odd.sink != null);
    odd.sink
        .event(EventKind.CARD_TAP, Map.of("card", "ab"))
        .toCompletableFuture()
        .get(2, TimeUnit.SECONDS);
    assertEquals("ab", journal.events(EventKind.CARD_TAP).getFirst().details().get("card"));
  }

  @Test
  void anEventThatCannotBeKeptIsRefused() {
    start(device("reader", "odd"));
    await().until(() -> odd.sink != null && status("reader").state() == DeviceState.ONLINE);
    await().until(() -> states("reader").contains("ONLINE"));
    odd.read = Mood.FAILS;
    journal.refuse(Integer.MAX_VALUE);
    CompletableFuture<Void> kept =
        odd.sink.event(EventKind.CARD_TAP, Map.of("card", "ab")).toCompletableFuture();
    await().until(kept::isDone);
    assertTrue(kept.isCompletedExceptionally());
    journal.refuse(0);
    assertEquals(List.of(), journal.events(EventKind.CARD_TAP));
  }

  @Test
  void aCommandGoesToItsDevice() throws Exception {
    start(device("plug", "good"));
    await().until(() -> status("plug").state() == DeviceState.ONLINE);
    assertEquals(new Outcome.Ok<>(new Receipt("{level=3}")), execute("plug", "power-on"));
    good.execute = Mood.FAILS;
    assertInstanceOf(Fault.Timeout.class, refusal(execute("plug", "power-on")));
    good.execute = Mood.THROWS;
    assertInstanceOf(Fault.Protocol.class, refusal(execute("plug", "power-on")));
    assertInstanceOf(Fault.Refused.class, refusal(execute("plug", "explode")));
    assertInstanceOf(Fault.Refused.class, refusal(execute("lamp", "power-on")));
    Command far = new Command("c", "plug", "power-on", Map.of("level", 10), Long.MAX_VALUE / 2);
    Fault outOfRange = refusal(runtime().execute(far).toCompletableFuture().get());
    assertEquals(new Fault.Range("`level` must be a number from 0 to 9: 10"), outOfRange);
  }

  @Test
  void aCommandToADeviceThatIsAwayFailsAtOnce() throws Exception {
    odd.probe = Mood.GONE;
    start(device("plug", "odd"));
    await().until(() -> status("plug").state() == DeviceState.OFFLINE);
    assertInstanceOf(Fault.Gone.class, refusal(execute("plug", "power-on")));
  }

  @Test
  void aCommandThatHangsEndsAndTakesItsDeviceOffline() throws Exception {
    start(device("plug", "odd"));
    await().until(() -> status("plug").state() == DeviceState.ONLINE);
    odd.execute = Mood.HANGS;
    assertInstanceOf(Fault.Timeout.class, refusal(execute("plug", "power-on")));
    await().until(() -> states("plug").contains("OFFLINE"));
  }

  @Test
  void aCommandWhoseTimeIsOverIsNotBegun() throws Exception {
    start(device("plug", "good"));
    await().until(() -> status("plug").state() == DeviceState.ONLINE);
    Outcome<Receipt> outcome =
        runtime()
            .execute(new Command("c1", "plug", "power-on", Map.of("level", 3), 1))
            .toCompletableFuture()
            .get(3, TimeUnit.SECONDS);
    assertInstanceOf(Fault.Timeout.class, refusal(outcome));
  }

  @Test
  void aDeviceThatLeftTheRoomFileIsReportedAsRemovedOnce() {
    start(device("meter", "good"));
    await().until(() -> status("meter").state() == DeviceState.ONLINE);
    runtime().close();
    start(device("plug", "good"));
    await().until(() -> states("meter").contains("REMOVED"));
    runtime().close();
    start(device("plug", "good"));
    assertEquals(List.of("CONNECTING", "ONLINE", "REMOVED"), states("meter"));
  }

  @Test
  void itEndsInTimeWhateverTheDriversDo() {
    odd.probe = Mood.HANGS;
    start(device("hanging", "odd"), device("meter", "good"), device("one", "bus"));
    await().until(() -> !journal.readings("meter", "tick").isEmpty());
    long before = System.nanoTime();
    runtime().close();
    assertTrue(Duration.ofNanos(System.nanoTime() - before).toMillis() < 4_000);
  }

  private void start(RoomDevice... devices) {
    GatewayClock clock = new GatewayClock(new SystemTime(), 1, ClockState.SYNCED);
    Recorder recorder = new Recorder(journal);
    var room = Points.room(List.of(devices));
    DeviceRuntime runtime =
        new DeviceRuntime(
            room,
            Stream.of(good, odd, bus).collect(Collectors.toMap(FakeFactory::id, each -> each)),
            new NoLinks(),
            new Pipeline(room, clock, recorder, data.resolve("open")),
            recorder,
            clock,
            data,
            HASTY);
    runtime.start();
    started.add(runtime);
  }

  private DeviceRuntime runtime() {
    return started.getLast();
  }

  private static RoomDevice device(String id, String driver) {
    List<PointSpec> points =
        List.of(
            Points.measured("tick", "1", POLL, Points.EACH),
            Points.measured("level", "1", Duration.ZERO, Points.CHANGES));
    return Points.device(id, driver, points, null);
  }

  private Outcome<Receipt> execute(String device, String command)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    long soon = new SystemTime().wallMicros() + 5_000_000;
    return runtime()
        .execute(new Command("c1", device, command, Map.of("level", 3), soon))
        .toCompletableFuture()
        .get(3, TimeUnit.SECONDS);
  }

  private static Fault refusal(Outcome<Receipt> outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).fault();
  }

  private DeviceStatus status(String device) {
    return runtime().statuses().stream()
        .filter(status -> status.id().equals(device))
        .findFirst()
        .orElseThrow();
  }

  private List<String> states(String device) {
    return journal.events(EventKind.DEVICE_STATE).stream()
        .filter(event -> event.device().equals(device))
        .map(event -> String.valueOf(event.details().get("to")))
        .toList();
  }

  private Event last(String device) {
    return journal.events(EventKind.DEVICE_STATE).stream()
        .filter(event -> event.device().equals(device))
        .reduce((first, second) -> second)
        .orElseThrow();
  }
}
