package org.khue.cloud.telemetry.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.khue.cloud.telemetry.internal.ingest.Batches.bad;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.event;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.cloud.telemetry.internal.live.Presences;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.EventKind;
import org.khue.contract.GatewayState;
import org.khue.contract.Stream;

/// The comparison must find what is planted, and must not find what can be explained.
class LedgerTest {
  private static final Instant START =
      Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);

  private static final class MovingClock extends Clock {
    private volatile Instant now = Instant.now();

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static final MovingClock CLOCK = new MovingClock();
  private static TestCloud cloud;
  private static Api api;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(CLOCK);
    api = new Api(cloud);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @BeforeEach
  void empty() {
    cloud.execute(
        "TRUNCATE telemetry.reading, telemetry.event, telemetry.cursor, telemetry.ledger");
    gatewayIsThereWithQueued(0);
  }

  private static void gatewayIsThereWithQueued(int events) {
    Presences presences = cloud.bean(Presences.class);
    presences.connected("gw-1");
    presences.state(
        "gw-1", new GatewayState(true, "1", 1, ClockState.SYNCED, events, 0, 0, "", 1, 1));
  }

  @Test
  void aPlantedLossIsReported() throws Exception {
    readings(1, 40);
    report(1, 40);
    assertSummary("lost", 0, "duplicates", 0, "pending", 0, "comparedDevices", 1);
    cloud.execute("DELETE FROM telemetry.reading WHERE value IN (17, 18, 30)");
    assertSummary("lost", 3, "duplicates", 0, "pending", 0);
  }

  @Test
  void aPlantedDuplicateIsReported() throws Exception {
    readings(1, 40);
    report(1, 40);
    cloud.execute(
        "INSERT INTO telemetry.reading SELECT time + interval '1 second', value, point_id, flags,"
            + " reason FROM telemetry.reading WHERE value IN (5, 6)");
    assertSummary("lost", 0, "duplicates", 2, "pending", 0);
  }

  @Test
  void aMissingFirstSampleIsReported() throws Exception {
    readings(3, 10);
    report(1, 10);
    assertSummary("lost", 2, "duplicates", 0, "pending", 0);
  }

  @Test
  void whatIsNotYetCommittedIsPending() throws Exception {
    readings(1, 40);
    report(1, 47);
    assertSummary("lost", 0, "duplicates", 0, "pending", 7);
  }

  @Test
  void failedReadingsExplainAFewTicksEachAndNoMore() throws Exception {
    List<Entry> entries = ticks(1, 10);
    entries.add(bad(START.plusSeconds(11), "meter", "tick"));
    entries.addAll(ticks(13, 20));
    send(1, entries);
    report(1, 20);
    assertSummary("lost", 0, "unanswered", 2);
    entries = new ArrayList<>();
    entries.add(bad(START.plusSeconds(21), "meter", "tick"));
    entries.addAll(ticks(40, 41));
    send(20, entries);
    report(1, 41);
    assertSummary("lost", 19 - LedgerComparison.TICKS_A_FAILURE, "unanswered", 2 + 4);
  }

  @Test
  void aKilledGatewayExplainsWhatWasInItsHands() throws Exception {
    readings(1, 10);
    send(11, ticks(12, 20));
    report(1, 20);
    assertSummary("lost", 1, "inFlightAtKill", 0);
    Instant between = START.plusSeconds(11);
    sent(
        cloud.bean(Ingest.class),
        "gw-1",
        batch(
            Stream.EVENTS,
            1,
            event(between, "", EventKind.GATEWAY_STARTED, Map.of("version", "1"))));
    assertSummary("lost", 0, "inFlightAtKill", 1);
  }

  @Test
  void aDeviceThatWasAwayExplainsWhatItSaidMeanwhile() throws Exception {
    readings(1, 10);
    send(11, ticks(15, 20));
    report(1, 20);
    var away =
        event(START.plusSeconds(12), "meter", EventKind.DEVICE_STATE, Map.of("to", "OFFLINE"));
    sent(cloud.bean(Ingest.class), "gw-1", batch(Stream.EVENTS, 1, away));
    assertSummary("lost", 0, "unanswered", 4);
  }

  @Test
  void aHoleWhoseExplanationMayStillComeIsPending() throws Exception {
    readings(1, 10);
    send(11, ticks(15, 20));
    report(1, 20);
    gatewayIsThereWithQueued(1);
    assertSummary("lost", 0, "pending", 4);
    gatewayIsThereWithQueued(0);
    assertSummary("lost", 4, "pending", 0);
  }

  @Test
  void whatTheSimulatorIsNotSureOfIsNotLost() throws Exception {
    readings(1, 10);
    send(11, ticks(13, 20));
    api.putLedger(
        """
        {"run":"r1","startedAt":"%s","asOf":"%s","devices":[{"gateway":"gw-1","device":"meter",
        "kind":"ticks","point":"tick","first":1,"last":20,"uncertain":[5,12]}]}\
        """
            .formatted(START, Instant.now()),
        204);
    assertSummary("lost", 1, "pending", 0);
  }

  @Test
  void anEarlierRunDoesNotCount() throws Exception {
    sent(
        cloud.bean(Ingest.class),
        "gw-1",
        batch(Stream.TELEMETRY, 1, reading(START.minusSeconds(90), "meter", "tick", 7)));
    send(2, ticks(1, 9));
    report(1, 9);
    assertSummary("lost", 0, "duplicates", 0, "pending", 0);
  }

  @Test
  void tapsAreComparedWithWhatTheReaderPromised() throws Exception {
    tap(1, START.plusSeconds(5));
    tap(2, START.plusSeconds(6));
    taps(3, 3);
    assertSummary("lost", 0, "pending", 1);
    // The gateway is there and has nothing left to send: what it promised is lost.
    CLOCK.now = CLOCK.now.plus(Duration.ofSeconds(11));
    assertSummary("lost", 1, "pending", 0, "duplicates", 0);
    tap(3, START.plusSeconds(7));
    assertSummary("lost", 0, "duplicates", 0);
    tap(4, START.plusSeconds(8));
    assertSummary("lost", 0, "duplicates", 1, "events", 4);
  }

  @Test
  void theNewestRunOfADeviceCounts() throws Exception {
    readings(1, 5);
    report(1, 900);
    CLOCK.now = CLOCK.now.plusSeconds(5);
    api.putLedger(
        """
        {"run":"later","startedAt":"%s","asOf":"%s","later":1,"devices":[{"gateway":"gw-1",
        "device":"meter","kind":"ticks","point":"tick","first":1,"last":5}]}\
        """
            .formatted(START, Instant.now()),
        204);
    assertSummary("pending", 0, "comparedDevices", 1, "readings", 5, "gateways", 1, "devices", 1);
  }

  @Test
  void aSenselessLedgerIsRefusedWithAReason() throws Exception {
    JsonNode problem = api.putLedger("{\"run\":\"x\",\"devices\":[{}]}", 422);
    assertEquals(422, problem.get("status").asInt());
    api.putLedger("not json", 400);
    api.putLedger(
        "{\"run\":\"x\",\"startedAt\":\"%s\",\"asOf\":\"%s\",\"devices\":[{\"gateway\":\"g\"}]}"
            .formatted(START, START),
        422);
  }

  private static List<Entry> ticks(int first, int last) {
    List<Entry> ticks = new ArrayList<>();
    for (int tick = first; tick <= last; tick++) {
      ticks.add(reading(START.plusSeconds(tick), "meter", "tick", tick));
    }
    return ticks;
  }

  private void readings(int first, int last) throws Exception {
    send(1, ticks(first, last));
  }

  private void send(long firstSeq, List<Entry> entries) throws Exception {
    sent(cloud.bean(Ingest.class), "gw-1", batch(Stream.TELEMETRY, firstSeq, entries));
  }

  private void tap(long seq, Instant at) throws Exception {
    var tap = event(at, "reader", EventKind.CARD_TAP, Map.of("card", "aa"));
    sent(cloud.bean(Ingest.class), "gw-1", batch(Stream.EVENTS, seq, tap));
  }

  private void report(long first, long last) throws Exception {
    api.putLedger(
        """
        {"run":"r1","startedAt":"%s","asOf":"%s","devices":[{"gateway":"gw-1","device":"meter",
        "kind":"ticks","point":"tick","first":%d,"last":%d}]}\
        """
            .formatted(START, Instant.now(), first, last),
        204);
  }

  private void taps(long presented, long confirmed) throws Exception {
    api.putLedger(
        """
        {"run":"r1","startedAt":"%s","asOf":"%s","devices":[{"gateway":"gw-1","device":"reader",
        "kind":"taps","presented":%d,"confirmed":%d}]}\
        """
            .formatted(START, Instant.now(), presented, confirmed),
        204);
  }

  private void assertSummary(Object... wanted) throws Exception {
    JsonNode summary = api.summary();
    for (int i = 0; i < wanted.length; i += 2) {
      String field = String.valueOf(wanted[i]);
      assertEquals(
          ((Integer) wanted[i + 1]).longValue(),
          summary.get(field).asLong(),
          field + " of " + summary);
    }
  }
}
