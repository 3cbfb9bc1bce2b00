package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.khue.driver.Candidate.Certainty;
import org.khue.driver.ContractPeer.Mood;

/// What every discoverer keeps, tried against a simulated device on the real wire.
public abstract class AbstractDiscovererContract {
  private static final Duration AMPLE = Duration.ofSeconds(15);

  private ContractPeer peer;
  private Discoverer discoverer;

  protected abstract DriverFactory factory();

  protected abstract ContractPeer startPeer() throws Exception;

  /// What the healthy peer is found as.
  protected abstract Candidate expected(ContractPeer found);

  /// The port of a peer's connection.
  protected static int port(ContractPeer peer) {
    return new Block(peer.connection()).integer("port", 1, 65_535, 0);
  }

  /// Moods that the peer knows.
  protected Set<Mood> moods() {
    return Set.of(Mood.values());
  }

  /// A scope that covers the peer; by default the address of its connection.
  protected Scope scope(ContractPeer wanted, Set<String> taken, Duration patience) {
    Map<String, Object> connection = wanted.connection();
    return scope(
        List.of(AddressRange.parse(connection.get("host") + ":" + connection.get("port"))),
        List.of(),
        null,
        taken,
        patience);
  }

  /// @param broker null: the scope has none
  protected static Scope scope(
      List<AddressRange> ranges,
      List<String> serial,
      @Nullable URI broker,
      Set<String> taken,
      Duration patience) {
    return new Scope(
        ranges,
        serial,
        broker != null,
        taken,
        broker == null ? new TestLinks() : new TestLinks(broker),
        new Pace(100, RealTime.CLOCK),
        RealTime.in(patience));
  }

  @BeforeEach
  void begin() throws Exception {
    peer = startPeer();
    discoverer = factory().discoverer().orElseThrow();
  }

  @AfterEach
  void end() throws Exception {
    peer.close();
  }

  private List<Candidate> scan(Scope scope) throws InterruptedException {
    Queue<Candidate> found = new ConcurrentLinkedQueue<>();
    discoverer.scan(scope, found::add);
    return List.copyOf(found);
  }

  private List<Candidate> scan() throws InterruptedException {
    return scan(scope(peer, Set.of(), AMPLE));
  }

  @Test
  void itFindsTheDeviceAndWhoItIs() throws Exception {
    assertEquals(List.of(expected(peer)), scan());
  }

  @Test
  void itFindsTheSameAgain() throws Exception {
    assertEquals(scan(), scan());
  }

  @Test
  void theConnectionThatItGivesIsOneThatTheDriverTakes() throws Exception {
    Candidate found = scan().getFirst();
    DeviceConfig config = new DeviceConfig("device-1", found.connection(), "room.yaml:1");
    Profile blank = Specs.profile(factory().id(), List.of(), List.of());
    assertEquals(List.of(), factory().validate(config, blank));
    if (found.certainty() == Certainty.IDENTIFIED) {
      assertEquals(found.identity(), probed(found, config, blank));
    }
  }

  private Identity probed(Candidate found, DeviceConfig config, Profile blank) {
    try (Driver driver = factory().create(config, blankOf(blank), linksOf(peer), RealTime.CLOCK)) {
      Outcome<Identity> probe = driver.probe(RealTime.in(AMPLE));
      return assertInstanceOf(Outcome.Ok.class, probe).value() instanceof Identity identity
          ? identity
          : found.identity();
    }
  }

  /// The profile that a device is probed with where the suite compares identities.
  protected Profile blankOf(Profile blank) {
    return blank;
  }

  protected Links linksOf(ContractPeer found) {
    return new TestLinks();
  }

  @Test
  void itAsksNobodyOutsideItsScope() throws Exception {
    Scope nothing = scope(List.of(), List.of(), null, Set.of(), AMPLE);
    assertEquals(List.of(), scan(nothing));
  }

  @Test
  void aWireThatIsInUseIsNotTouched() throws Exception {
    String wire = discoverer.place(expected(peer).connection()).wire();
    if (!wire.isEmpty()) {
      assertEquals(List.of(), scan(scope(peer, Set.of(wire), AMPLE)));
    }
  }

  @Test
  void placesOfTheSameConnectionAreTheSame() {
    Map<String, Object> connection = expected(peer).connection();
    assertEquals(discoverer.place(connection), discoverer.place(Map.copyOf(connection)));
    assertFalse(discoverer.place(connection).address().isBlank());
  }

  @TestFactory
  Stream<DynamicTest> aDeviceInABadMoodEndsNothing() {
    return moods().stream()
        .filter(mood -> mood != Mood.WELL && mood != Mood.SPLIT)
        .map(mood ->
            DynamicTest.dynamicTest(
                mood.toString(),
                () -> {
                  peer.mood(mood);
                  scan().forEach(found -> assertEquals(factory().id(), found.driver()));
                  peer.mood(Mood.WELL);
                  Awaitility.await()
                      .atMost(AMPLE)
                      .untilAsserted(() -> assertEquals(List.of(expected(peer)), scan()));
                }));
  }

  @Test
  void itEndsAtItsDeadline() throws Exception {
    if (moods().contains(Mood.SILENT)) {
      peer.mood(Mood.SILENT);
    }
    long before = System.nanoTime();
    scan(scope(peer, Set.of(), Duration.ofMillis(500)));
    Duration took = Duration.ofNanos(System.nanoTime() - before);
    assertTrue(took.compareTo(Duration.ofSeconds(3)) < 0, () -> "it took " + took);
  }

  @Test
  void itLeavesNoThreadBehind() throws Exception {
    scan();
    LeftThreads threads = new LeftThreads();
    scan();
    Awaitility.await().atMost(AMPLE).untilAsserted(() -> assertEquals(List.of(), threads.found()));
  }
}
