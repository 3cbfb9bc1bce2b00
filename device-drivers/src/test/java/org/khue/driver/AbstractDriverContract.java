package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.driver.ContractPeer.Mood;

/// What every driver must keep, tried against a simulated device on the real wire.
///
/// A driver's own test extends this class, starts its peer and names what a healthy peer answers.
/// All calls are made as the runtime makes them: one at a time, `close` from another thread.
public abstract class AbstractDriverContract {
  /// For calls that must succeed.
  protected static final Duration AMPLE = Duration.ofSeconds(5);

  /// For calls that must fail in time.
  protected static final Duration SHORT = Duration.ofMillis(600);

  /// How much later than its deadline a call may come back, on a busy machine.
  protected static final Duration TOLERANCE = Duration.ofMillis(700);

  /// The longest that a driver may take to let go of its wire.
  protected static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private ContractPeer peer;
  private Driver driver;
  private LeftThreads threads;
  private final List<Driver> made = new ArrayList<>();

  protected abstract DriverFactory factory();

  /// Starts the simulated device on a free port of the loopback, in [Mood#WELL].
  protected abstract ContractPeer startPeer() throws Exception;

  /// A profile whose points the peer knows, each with the unit and states that it would have in
  /// use.
  protected abstract Profile profile();

  /// Who the peer says it is.
  protected abstract Identity identity();

  /// What the peer gives for each point that is read, by point id; empty for a driver that only
  /// listens.
  protected abstract Map<String, Value> values();

  /// A point whose address the device refuses; empty where the wire has no such answer.
  protected abstract Optional<PointSpec> refusedPoint();

  /// A command that the peer carries out; empty for a device that takes none.
  protected Optional<CommandCall> command() {
    return Optional.empty();
  }

  /// Makes the peer say something by itself, and waits for nothing.
  protected void speak(ContractPeer speaking) {
    throw new UnsupportedOperationException("A listening driver's test overrides this");
  }

  /// Whether what [#speak] caused has come.
  protected boolean heard(RecordingSink sink) {
    return !sink.samples.isEmpty() || !sink.events.isEmpty();
  }

  /// Moods that this wire knows. A datagram wire has no hanging up.
  protected Set<Mood> moods() {
    return EnumSet.allOf(Mood.class);
  }

  /// Codes of the fault that garbage may lead to. Wider only where the wire cannot tell garbage
  /// from silence, with the reason in the driver's README.
  protected Set<String> garbageCodes() {
    return Set.of("protocol");
  }

  protected Links links() {
    return new TestLinks();
  }

  protected DeviceConfig config(ContractPeer to) {
    return new DeviceConfig("device-1", to.connection(), "room.yaml:1");
  }

  /// Set the peer up once more with nobody there: a connection block that leads nowhere. Empty
  /// where nobody can be told from silence.
  protected Optional<Map<String, Object>> nobodyThere() {
    try (ContractPeer gone = startPeer()) {
      return Optional.of(gone.connection());
    } catch (Exception e) {
      throw new AssertionError("The peer does not start", e);
    }
  }

  @BeforeEach
  void startPeerAndDriver() throws Exception {
    threads = new LeftThreads();
    peer = startPeer();
    driver = make(config(peer));
  }

  @AfterEach
  void closeAll() {
    made.forEach(Driver::close);
    peer.close();
  }

  protected final ContractPeer peer() {
    return peer;
  }

  protected final Driver driver() {
    return driver;
  }

  /// One more driver, closed after the test.
  protected final Driver make(DeviceConfig config) {
    Driver fresh = factory().create(config, profile(), links(), RealTime.CLOCK);
    made.add(fresh);
    return fresh;
  }

  protected final List<PointSpec> readPoints() {
    return profile().points().stream().filter(p -> values().containsKey(p.id())).toList();
  }

  protected static <T> T okOf(@Nullable Outcome<T> outcome) {
    if (outcome instanceof Outcome.Ok<T> ok) {
      return ok.value();
    }
    throw new AssertionError("should have worked: " + outcome);
  }

  protected static Fault faultOf(@Nullable Outcome<?> outcome) {
    if (outcome instanceof Outcome.Failed<?> failed) {
      return failed.fault();
    }
    throw new AssertionError("should have failed: " + outcome);
  }

  private void probeWell() {
    okOf(driver.probe(RealTime.in(AMPLE)));
  }

  /// The next probes, as the runtime would make them, until one succeeds.
  private void probeUntilWell() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> driver.probe(RealTime.in(AMPLE)) instanceof Outcome.Ok);
  }

  private void assertReadsWell() {
    List<PointSpec> points = readPoints();
    if (points.isEmpty()) {
      probeWell();
      return;
    }
    Map<String, Outcome<Sample>> read = driver.read(points, RealTime.in(AMPLE));
    assertEquals(values().keySet(), read.keySet());
    values().forEach((id, value) -> assertEquals(value, okOf(read.get(id)).value(), id));
  }

  /// Reads all points, or probes a driver without any, and gives the faults.
  private List<Fault> faultsWithin(Duration limit) {
    long start = System.nanoTime();
    List<Fault> faults = new ArrayList<>();
    if (readPoints().isEmpty()) {
      faults.add(faultOf(driver.probe(RealTime.in(limit))));
    } else {
      driver
          .read(readPoints(), RealTime.in(limit))
          .values()
          .forEach(outcome -> faults.add(faultOf(outcome)));
    }
    assertInTime(start, limit);
    return faults;
  }

  private static void assertInTime(long startNanos, Duration limit) {
    Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
    assertTrue(
        took.compareTo(limit.plus(TOLERANCE)) <= 0, "took " + took + ", deadline was " + limit);
  }

  private static void assertSays(Fault fault) {
    assertTrue(fault.message().length() >= 15, "says too little: " + fault.message());
  }

  @Test
  void theFactoryIsFoundByItsId() {
    assertTrue(
        StreamSupport.stream(ServiceLoader.load(DriverFactory.class).spliterator(), false)
            .anyMatch(found -> found.id().equals(factory().id())),
        () -> factory().id() + " is not in META-INF/services/org.khue.driver.DriverFactory");
  }

  @Test
  void bothSchemasAreJsonThatRefusesUnknownKeys() throws Exception {
    for (String text : List.of(factory().connectionSchema(), factory().addressSchema())) {
      JsonNode schema = new ObjectMapper().readTree(text);
      assertEquals("https://json-schema.org/draft/2020-12/schema", schema.path("$schema").asText());
      String flat = schema.toString();
      assertTrue(
          flat.contains("\"additionalProperties\":false")
              || flat.contains("\"unevaluatedProperties\":false"),
          () -> "takes unknown keys: " + flat);
    }
  }

  @Test
  void aHealthyConfigurationHasNoProblem() {
    assertEquals(List.of(), factory().validate(config(peer), profile()));
  }

  @Test
  void makingADriverTouchesNoWire() {
    peer.close();
    make(config(peer)).close();
  }

  @Test
  void aProbeTellsWhoIsThere() {
    assertEquals(identity(), okOf(driver.probe(RealTime.in(AMPLE))));
    assertEquals(identity(), okOf(driver.probe(RealTime.in(AMPLE))), "second probe");
  }

  @Test
  void everyPointIsReadAndStamped() {
    probeWell();
    long before = RealTime.CLOCK.monotonicMicros();
    assertReadsWell();
    for (PointSpec point : readPoints()) {
      Sample sample = okOf(driver.read(List.of(point), RealTime.in(AMPLE)).get(point.id()));
      assertEquals(point.id(), sample.point());
      assertEquals(Quality.GOOD, sample.quality());
      assertTrue(sample.monotonicMicros() >= before, "stamped before it was asked for");
      assertTrue(sample.wallMicros() > 1_577_836_800_000_000L, "stamped before 2020");
    }
  }

  @Test
  void anUnknownAddressIsRefusedAndTakesNoOtherPointAlong() {
    Optional<PointSpec> refused = refusedPoint();
    assumeTrue(refused.isPresent(), "this wire has no unknown addresses");
    probeWell();
    List<PointSpec> points = new ArrayList<>();
    points.add(refused.get());
    points.addAll(readPoints());
    Map<String, Outcome<Sample>> read = driver.read(points, RealTime.in(AMPLE));
    Fault fault = faultOf(read.get(refused.get().id()));
    assertTrue(Set.of("refused", "range").contains(fault.code()), fault::toString);
    assertSays(fault);
    values().forEach((id, value) -> assertEquals(value, okOf(read.get(id)).value(), id));
  }

  @Test
  void silenceEndsAtTheDeadline() {
    assumeTrue(moods().contains(Mood.SILENT), "not on this wire");
    probeWell();
    peer.mood(Mood.SILENT);
    for (Fault fault : faultsWithin(SHORT)) {
      assertEquals("timeout", fault.code(), fault::message);
      assertSays(fault);
    }
    peer.mood(Mood.WELL);
    probeUntilWell();
    assertReadsWell();
  }

  @Test
  void aSilentPeerAtTheFirstContactEndsAtTheDeadline() {
    assumeTrue(moods().contains(Mood.SILENT), "not on this wire");
    peer.mood(Mood.SILENT);
    long start = System.nanoTime();
    assertEquals("timeout", faultOf(driver.probe(RealTime.in(SHORT))).code());
    assertInTime(start, SHORT);
    peer.mood(Mood.WELL);
    probeUntilWell();
  }

  @Test
  void garbageIsAFaultAndTheNextCallSucceeds() {
    assumeTrue(moods().contains(Mood.GARBAGE), "not on this wire");
    probeWell();
    peer.mood(Mood.GARBAGE);
    for (Fault fault : faultsWithin(SHORT)) {
      assertTrue(garbageCodes().contains(fault.code()), fault::toString);
      assertSays(fault);
    }
    peer.mood(Mood.WELL);
    probeUntilWell();
    assertReadsWell();
  }

  @Test
  void aPeerThatHangsUpInMidAnswerIsGoneAndTheNextProbeReconnects() {
    assumeTrue(moods().contains(Mood.HALF_ANSWER_THEN_HANG_UP), "not on this wire");
    probeWell();
    peer.mood(Mood.HALF_ANSWER_THEN_HANG_UP);
    Fault first =
        readPoints().isEmpty()
            ? faultOf(driver.probe(RealTime.in(AMPLE)))
            : faultOf(
                driver
                    .read(readPoints().subList(0, 1), RealTime.in(AMPLE))
                    .get(readPoints().getFirst().id()));
    assertEquals("gone", first.code(), first::message);
    assertSays(first);
    peer.mood(Mood.WELL);
    probeUntilWell();
    assertReadsWell();
  }

  @Test
  void nobodyThereIsGone() {
    Optional<Map<String, Object>> nowhere = nobodyThere();
    assumeTrue(nowhere.isPresent(), "nobody and silence are the same on this wire");
    Driver lonely = make(new DeviceConfig("device-2", nowhere.get(), "room.yaml:9"));
    Fault fault = faultOf(lonely.probe(RealTime.in(AMPLE)));
    assertEquals("gone", fault.code(), fault::message);
    assertSays(fault);
  }

  @Test
  void anAnswerInSingleBytesIsUnderstood() {
    assumeTrue(moods().contains(Mood.SPLIT), "not on this wire");
    peer.mood(Mood.SPLIT);
    probeWell();
    assertReadsWell();
  }

  @Test
  void closingEndsABlockedCallQuickly() throws Exception {
    assumeTrue(moods().contains(Mood.SILENT), "not on this wire");
    probeWell();
    peer.mood(Mood.SILENT);
    CompletableFuture<Boolean> blocked = new CompletableFuture<>();
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              driver.read(profile().points(), RealTime.in(Duration.ofSeconds(30)));
              driver.probe(RealTime.in(Duration.ofSeconds(30)));
              blocked.complete(true);
            });
    Awaitility.await()
        .pollDelay(Duration.ofMillis(200))
        .until(() -> caller.getState() != Thread.State.NEW);
    long start = System.nanoTime();
    driver.close();
    assertTrue(System.nanoTime() - start <= CLOSE_LIMIT.toNanos(), "close took too long");
    assertTrue(blocked.get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS));
  }

  @Test
  void aClosedDriverStaysClosedAndSaysSo() {
    probeWell();
    driver.close();
    driver.close();
    assertEquals("gone", faultOf(driver.probe(RealTime.in(AMPLE))).code());
    driver
        .read(readPoints(), RealTime.in(AMPLE))
        .forEach((id, outcome) -> assertEquals("gone", faultOf(outcome).code(), id));
  }

  @Test
  void aDriverNeverProbedCanBeClosed() {
    driver.close();
    driver.close();
  }

  @Test
  void noThreadIsLeftBehind() {
    probeWell();
    assertReadsWell();
    if (listens()) {
      driver.listen(new RecordingSink());
    }
    driver.close();
    peer.close();
    Awaitility.await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertEquals(List.of(), threads.found()));
  }

  @Test
  void aListenerHearsWhatTheDeviceSaysByItself() {
    assumeTrue(listens(), "does not listen");
    RecordingSink sink = new RecordingSink();
    probeWell();
    driver.listen(sink);
    speak(peer);
    Awaitility.await().atMost(AMPLE).until(() -> heard(sink));
  }

  @Test
  void aLostLinkIsReportedOnce() {
    assumeTrue(
        listens() && moods().contains(Mood.HALF_ANSWER_THEN_HANG_UP), "cannot lose its link");
    RecordingSink sink = new RecordingSink();
    probeWell();
    driver.listen(sink);
    peer.hangUp();
    Awaitility.await().atMost(AMPLE).until(() -> !sink.losses.isEmpty());
    assertSays(sink.losses.getFirst());
    driver.close();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .atMost(AMPLE)
        .untilAsserted(() -> assertEquals(1, sink.losses.size()));
  }

  @Test
  void closingIsNoLoss() {
    assumeTrue(listens(), "does not listen");
    RecordingSink sink = new RecordingSink();
    probeWell();
    driver.listen(sink);
    driver.close();
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .atMost(AMPLE)
        .untilAsserted(() -> assertEquals(List.of(), sink.losses));
  }

  @Test
  void aCommandEndsWithTheDevicesOwnWord() throws Exception {
    Optional<CommandCall> call = command();
    assumeTrue(call.isPresent(), "takes no commands");
    probeWell();
    Receipt receipt = okOf(execute(call.get(), AMPLE));
    assertFalse(receipt.text().isBlank());
  }

  @Test
  void aCommandToASilentDeviceEndsAtTheDeadline() throws Exception {
    Optional<CommandCall> call = command();
    assumeTrue(call.isPresent() && moods().contains(Mood.SILENT), "not on this wire");
    probeWell();
    peer.mood(Mood.SILENT);
    long start = System.nanoTime();
    assertEquals("timeout", faultOf(execute(call.get(), SHORT)).code());
    assertInTime(start, SHORT);
  }

  private Outcome<Receipt> execute(CommandCall call, Duration limit) throws Exception {
    return driver
        .execute(call, RealTime.in(limit))
        .toCompletableFuture()
        .get(limit.plus(TOLERANCE).toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean listens() {
    return factory().capabilities().contains(Capability.LISTEN);
  }
}
