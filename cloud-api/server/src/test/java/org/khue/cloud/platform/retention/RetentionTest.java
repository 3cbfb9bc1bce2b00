package org.khue.cloud.platform.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.audit.AuditVerifier;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

@ExtendWith(ActingAsSystem.class)
class RetentionTest {
  private TestCloud cloud;
  private Retention retention;

  /// A class that fails, as one does whose table is locked or gone.
  private static final class Broken implements RetentionClass {
    @Override
    public String name() {
      return "a.broken";
    }

    @Override
    public String titleKey() {
      return "retention.title";
    }

    @Override
    public String basisKey() {
      return "retention.title";
    }

    @Override
    public int defaultDays() {
      return 1;
    }

    @Override
    public long purge(Connection transaction, Instant before) throws SQLException {
      throw new SQLException("Nguyễn Thị Bé", "55P03");
    }
  }

  @BeforeEach
  void start() throws Exception {
    cloud = TestCloud.start(new Broken());
    retention = cloud.bean(Retention.class);
    for (int days : new int[] {1, 40, 200}) {
      cloud.execute(
          """
          INSERT INTO fleet.happening (gateway, device, kind, details, at)
          VALUES ('gw-1', 'reader', 'card.tap', '{}', now() - interval '%1$d days')
          """
              .formatted(days));
      for (String kind : List.of("card.tap", "alarm.raised")) {
        cloud.execute(
            """
            INSERT INTO telemetry.event (gateway, seq, at, device, kind, boot, clock, simulated, details)
            VALUES ('gw-1', %1$d, now() - interval '%1$d days', 'reader', '%2$s', 1, 0, false, '{}')
            """
                .replace("%1$d,", (kind.equals("card.tap") ? days : 1000 + days) + ",")
                .replace("%1$d", String.valueOf(days))
                .replace("%2$s", kind));
      }
    }
    Ingest ingest = cloud.bean(Ingest.class);
    Instant now = Instant.now();
    sent(
        ingest,
        "gw-1",
        batch(
            Stream.TELEMETRY,
            1,
            reading(now.minus(Duration.ofDays(500)), "meter", "power", 1),
            reading(now, "meter", "power", 2)));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private long happenings() {
    return cloud.count("SELECT count(*) FROM fleet.happening");
  }

  @Test
  void theNightlyRunDeletesWhatIsOverAndTheTrailSaysHowMuch() {
    retention.decide("telemetry.reading", 365);
    Map<String, Long> counts = retention.run();
    assertEquals(1, counts.get("fleet.happening"));
    assertEquals(2, counts.get("telemetry.event.card-tap"));
    assertEquals(2, happenings());
    assertEquals(
        3, cloud.count("SELECT count(*) FROM telemetry.event WHERE kind = 'alarm.raised'"));
    assertEquals(1, cloud.count("SELECT count(*) FROM telemetry.reading"));
    assertEquals(
        2,
        cloud.count(
            "SELECT (details->>'rows')::int FROM platform.audit WHERE action = 'retention.purged'"
                + " AND subject = 'telemetry.event.card-tap'"));
    assertTrue(cloud.bean(AuditVerifier.class).verify().sound());
    assertEquals(0, retention.run().get("fleet.happening"));
  }

  @Test
  void aDayThatWasDroppedTakesLateReadingsAgain() throws Exception {
    retention.decide("telemetry.reading", 365);
    retention.run();
    assertEquals(1, cloud.count("SELECT count(*) FROM telemetry.reading"));
    Instant old = Instant.now().minus(Duration.ofDays(500));
    sent(
        cloud.bean(Ingest.class),
        "gw-1",
        batch(Stream.TELEMETRY, 3, reading(old, "meter", "power", 3)));
    assertEquals(2, cloud.count("SELECT count(*) FROM telemetry.reading"));
  }

  @Test
  void aTrialCountsAndDeletesNothing() {
    long before = cloud.count("SELECT count(*) FROM telemetry.reading");
    Map<String, Long> trial = retention.trial();
    assertEquals(1, trial.get("fleet.happening"));
    assertEquals(2, trial.get("telemetry.event.card-tap"));
    assertFalse(trial.containsKey("a.broken"));
    assertEquals(3, happenings());
    assertEquals(before, cloud.count("SELECT count(*) FROM telemetry.reading"));
  }

  @Test
  void aClassThatFailsHoldsNoOtherBackAndTellsNothingPersonal() {
    Map<String, Long> counts = retention.run();
    assertFalse(counts.containsKey("a.broken"));
    RetentionLine broken = retention.lines().getFirst();
    assertEquals("SQLSTATE 55P03", broken.fault());
    assertTrue(counts.size() >= 9, "classes: " + counts);
  }

  @Test
  void somebodyAtTheTopDecidesWithinTheBounds() {
    retention.decide("fleet.happening", 30);
    assertEquals(2, retention.run().get("fleet.happening"));
    assertThrows(ProblemException.class, () -> retention.decide("platform.audit", 3_000));
    assertThrows(ProblemException.class, () -> retention.decide("no.such", 30));
    retention.decide("fleet.happening", null);
    assertEquals(
        90,
        retention.lines().stream()
            .filter(line -> line.name().equals("fleet.happening"))
            .findFirst()
            .orElseThrow()
            .days());
    Grant below =
        new Grant("it-officer", Set.of("retention.decide"), new Scope.Below(UUID.randomUUID()));
    Caller officer =
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "officer", List.of(below));
    assertThrows(
        ProblemException.class,
        () ->
            new Acting(officer, "retention.decide")
                .run(() -> retention.decide("fleet.happening", 1)));
  }

  @Test
  void everyClassThatTheProgramKeepsIsListed() {
    Set<String> names = new TreeSet<>();
    retention.lines().forEach(line -> names.add(line.name()));
    assertTrue(
        names.containsAll(
            List.of(
                "fleet.happening",
                "identity.session",
                "platform.audit",
                "platform.file.bin",
                "platform.job",
                "platform.notice",
                "platform.outbox",
                "telemetry.event.card-tap",
                "telemetry.reading")),
        names.toString());
  }
}
