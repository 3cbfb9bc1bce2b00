package org.khue.cloud.platform.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// Every way to alter the trail behind the program's back shows. The owner of the database does it
/// here: the strongest who lacks the key.
class AuditChainTest {
  private TestCloud cloud;

  @BeforeEach
  void start() {
    cloud = TestCloud.start();
    for (int i = 1; i <= 12; i++) {
      record(i);
    }
    assertTrue(cloud.bean(AuditAnchors.class).note());
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  private void record(int number) {
    record(cloud.bean(Audit.class), number);
  }

  private void record(Audit audit, int number) {
    Change change =
        new Change(
            "room.renamed",
            "room",
            "room-" + number,
            Reach.ROOT,
            Map.of("from", "Phòng " + number, "to", "Phòng \"Tin\", " + number));
    Acting.system("test")
        .run(() ->
            cloud
                .bean(Transactions.class)
                .run(
                    "a change",
                    connection -> {
                      audit.record(connection, change);
                      return true;
                    }));
  }

  private AuditVerifier.Finding verify() {
    return cloud.bean(AuditVerifier.class).verify();
  }

  /// What the owner of the database does, the trigger out of the way.
  private void tamper(String... statements) {
    cloud.execute("ALTER TABLE platform.audit DISABLE TRIGGER link");
    for (String statement : statements) {
      cloud.execute(statement);
    }
    cloud.execute("ALTER TABLE platform.audit ENABLE TRIGGER link");
    AuditVerifier.Finding finding = verify();
    assertFalse(finding.sound(), String.join("; ", statements));
  }

  @Test
  void anUntouchedTrailIsSound() {
    AuditVerifier.Finding finding = verify();
    assertEquals(List.of(), finding.faults());
    assertTrue(finding.rows() >= 12);
    assertEquals(finding.rows(), finding.position());
    assertEquals(1, finding.anchors());
  }

  @Test
  void everyAlteredColumnIsFound() {
    for (String change :
        List.of(
            "at = at + interval '1 microsecond'",
            "account = gen_random_uuid()",
            "caller = caller || ' '",
            "right_used = ''",
            "action = 'room.deleted'",
            "kind = 'Room'",
            "subject = 'room-99'",
            "unit_id = gen_random_uuid()",
            "details = (details::text || ' ')::json",
            "id = gen_random_uuid()",
            "mac = sha256(mac)")) {
      cloud.execute("CREATE TABLE saved AS SELECT * FROM platform.audit WHERE seq = 5");
      tamper("UPDATE platform.audit SET " + change + " WHERE seq = 5");
      cloud.execute("DELETE FROM platform.audit WHERE seq = 5");
      cloud.execute("ALTER TABLE platform.audit DISABLE TRIGGER link");
      cloud.execute("INSERT INTO platform.audit OVERRIDING SYSTEM VALUE SELECT * FROM saved");
      cloud.execute("ALTER TABLE platform.audit ENABLE TRIGGER link");
      cloud.execute("DROP TABLE saved");
      assertTrue(verify().sound(), change);
    }
  }

  @Test
  void aDeletedRowIsFound() {
    tamper("DELETE FROM platform.audit WHERE seq = 7");
    assertEquals("the row is missing", verify().faults().getFirst().what());
    assertEquals(7, verify().faults().getFirst().seq());
  }

  @Test
  void aRowDeletedWithItsLinkIsFound() {
    tamper(
        "DELETE FROM platform.audit WHERE seq = 7",
        "DELETE FROM platform.audit_link WHERE seq = 7");
  }

  @Test
  void aDeletedRowIsFoundThoughTheRestOfTheChainMovesUp() {
    tamper(
        "DELETE FROM platform.audit WHERE seq = 7",
        "DELETE FROM platform.audit_link WHERE seq = 7",
        "UPDATE platform.audit_link SET position = -position WHERE position > 7",
        "UPDATE platform.audit_link SET position = -position - 1 WHERE position < 0");
  }

  @Test
  void aCutTailIsFound() {
    tamper(
        "DELETE FROM platform.audit WHERE seq > 9",
        "DELETE FROM platform.audit_link WHERE seq > 9");
    assertFalse(cloud.bean(AuditAnchors.class).note(), "a shortened chain is not noted again");
  }

  @Test
  void aCutTailIsFoundThoughTheTrailGrewAgain() {
    tamper(
        "DELETE FROM platform.audit WHERE seq > 9",
        "DELETE FROM platform.audit_link WHERE seq > 9");
    for (int i = 0; i < 8; i++) {
      record(i);
    }
    assertFalse(verify().sound());
    assertFalse(cloud.bean(AuditAnchors.class).note());
  }

  @Test
  void anEmptiedTrailIsFound() {
    tamper("TRUNCATE platform.audit, platform.audit_link");
  }

  @Test
  void swappedPlacesAreFound() {
    tamper(
        "UPDATE platform.audit_link SET seq = -seq WHERE seq IN (4, 5)",
        "UPDATE platform.audit_link SET seq = CASE seq WHEN -4 THEN 5 ELSE 4 END WHERE seq < 0");
  }

  @Test
  void swappedDetailsAreFound() {
    tamper(
        """
        UPDATE platform.audit a SET details = b.details FROM platform.audit b
        WHERE (a.seq = 4 AND b.seq = 5) OR (a.seq = 5 AND b.seq = 4)
        """);
  }

  @Test
  void aRowPutInIsFoundWithAndWithoutALink() {
    String copy =
        "INSERT INTO platform.audit (id, at, account, caller, right_used, action, kind, subject,"
            + " unit_id, details, mac) SELECT gen_random_uuid(), at, account, caller, right_used,"
            + " action, kind, 'room-99', unit_id, details, mac FROM platform.audit WHERE seq = 3";
    tamper(copy);
    cloud.execute("DELETE FROM platform.audit WHERE subject = 'room-99'");
    assertTrue(verify().sound());
    cloud.execute(copy);
    assertEquals("the row is not what the program wrote", verify().faults().getFirst().what());
  }

  @Test
  void aChainThatIsComputedAnewByItsOwnerIsFound() {
    tamper(
        "UPDATE platform.audit_link SET seq = -seq WHERE seq IN (4, 5)",
        "UPDATE platform.audit_link SET seq = CASE seq WHEN -4 THEN 5 ELSE 4 END WHERE seq < 0",
        """
        DO $$ DECLARE l record; before bytea := decode(repeat('00', 32), 'hex');
        BEGIN
          FOR l IN SELECT position, seq FROM platform.audit_link ORDER BY position LOOP
            SELECT sha256(before || convert_to(platform.audit_form(a), 'UTF8')) INTO before
            FROM platform.audit a WHERE a.seq = l.seq;
            UPDATE platform.audit_link SET hash = before WHERE position = l.position;
          END LOOP;
        END $$
        """);
    assertEquals(
        "the chain is not the one that was noted at this place",
        verify().faults().getFirst().what());
  }

  @Test
  void aCutMadeWithoutTheKeyIsFound() {
    tamper(
        "INSERT INTO platform.audit_cut SELECT position, hash, now(), '\\x00' FROM"
            + " platform.audit_link WHERE position = 6",
        "DELETE FROM platform.audit WHERE seq <= 6",
        "DELETE FROM platform.audit_link WHERE position <= 6");
  }

  @Test
  void anAlteredAnchorIsFound() throws Exception {
    Path heads = AuditModule.heads(cloud.bean(DatabaseSettings.class).data());
    Files.writeString(heads, Files.readString(heads).replace("\"position\":", "\"position\":1"));
    assertFalse(verify().sound());
  }

  @Test
  void theProgramsOwnUserCannotChangeOrDeleteARow() {
    for (String statement :
        List.of(
            "UPDATE platform.audit SET caller = 'x'",
            "DELETE FROM platform.audit",
            "TRUNCATE platform.audit",
            "DELETE FROM platform.audit_link",
            "INSERT INTO platform.audit_cut VALUES (1, '\\x00', now(), '\\x00')",
            "SELECT platform.cut_audit(3, '\\x00')")) {
      for (DataSource source :
          List.of(
              cloud.bean(Database.class).systemSource(),
              cloud.bean(Database.class).ingestSource())) {
        SQLException refused =
            assertThrows(
                SQLException.class,
                () -> {
                  try (Connection connection = source.getConnection();
                      var asked = connection.createStatement()) {
                    asked.execute(statement);
                  }
                },
                statement);
        String why = String.valueOf(refused.getMessage());
        assertTrue(why.contains("permission denied") || why.contains("ten years"), why);
      }
    }
    assertTrue(verify().sound());
  }

  @Test
  void manyWritersMakeOneChainWithoutAHole() throws Exception {
    try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int writer = 0; writer < 8; writer++) {
        int first = 1_000 * writer;
        all.add(
            writers.submit(() -> {
              for (int i = 0; i < 25; i++) {
                record(first + i);
              }
            }));
      }
      for (Future<?> one : all) {
        one.get(60, TimeUnit.SECONDS);
      }
    }
    AuditVerifier.Finding finding = verify();
    assertEquals(List.of(), finding.faults());
    assertTrue(finding.rows() >= 212, "rows: " + finding.rows());
  }

  @Test
  void aChangeThatIsRolledBackLeavesNoTrace() {
    long before = verify().rows();
    assertThrows(
        IllegalStateException.class,
        () ->
            Acting.system("test")
                .run(() ->
                    cloud
                        .bean(Transactions.class)
                        .run(
                            "a change",
                            connection -> {
                              cloud
                                  .bean(Audit.class)
                                  .record(
                                      connection,
                                      new Change("a.done", "a", "1", UUID.randomUUID(), Map.of()));
                              throw new IllegalStateException("planned");
                            })));
    assertEquals(before, verify().rows());
    assertTrue(verify().sound());
  }

  @Test
  void rowsOlderThanTenYearsGoAndTheChainHoldsOn() {
    cloud.execute("TRUNCATE platform.audit, platform.audit_link");
    cloud.bean(AuditAnchors.class).restored("the test begins with an empty trail");
    Clock old = Clock.offset(Clock.systemUTC(), Duration.ofDays(-11 * 365));
    Audit earlier =
        new Audit(
            new com.fasterxml.jackson.databind.ObjectMapper(), old, cloud.bean(AuditKey.class));
    for (int i = 0; i < 5; i++) {
      record(earlier, i);
    }
    record(6);
    long deleted =
        Acting.system("test")
            .call(() ->
                cloud
                    .bean(Transactions.class)
                    .run(
                        "retention",
                        connection ->
                            cloud
                                .bean(AuditRetention.class)
                                .purge(
                                    connection,
                                    Clock.systemUTC().instant().minus(Duration.ofDays(3653)))));
    assertEquals(5, deleted);
    AuditVerifier.Finding finding = verify();
    assertEquals(List.of(), finding.faults());
    assertEquals(1, finding.rows());
    assertEquals(1, finding.restarts());
    record(7);
    assertTrue(cloud.bean(AuditAnchors.class).note());
    assertTrue(verify().sound());
  }

  @Test
  void theCommandPrintsWhatItFoundAsJson() {
    cloud.execute("DELETE FROM platform.audit WHERE seq = 7");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int code =
        AuditCommand.verify(
            cloud.bean(AuditVerifier.class), new PrintStream(out, true, StandardCharsets.UTF_8));
    assertEquals(1, code);
    String last = out.toString(StandardCharsets.UTF_8).lines().toList().getLast();
    assertTrue(
        last.contains("\"sound\":false") && last.contains("\"what\":\"the row is missing\""), last);
  }

  @Test
  void theCommandReadsTheConfigurationOfTheCloudThatRuns(@TempDir Path directory) throws Exception {
    DatabaseSettings running = cloud.bean(DatabaseSettings.class);
    Path file = directory.resolve("cloud.yml");
    Files.writeString(
        file,
        """
        khue:
          data: %s
          database: { url: '%s', user: '%s', password: '%s' }
        """
            .formatted(running.data(), running.url(), running.user(), running.password()));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    List<String> verify = List.of("verify", "--config", file.toString());
    assertEquals(0, AuditCommand.run(verify, both, both), out.toString(StandardCharsets.UTF_8));
    assertEquals(2, AuditCommand.run(List.of("verify"), both, both));
    tamper("DELETE FROM platform.audit", "DELETE FROM platform.audit_link");
    assertEquals(1, AuditCommand.run(verify, both, both));
    List<String> restored =
        List.of("restored", "--config", file.toString(), "--reason", "the backup of yesterday");
    assertEquals(0, AuditCommand.run(restored, both, both));
    assertEquals(0, AuditCommand.run(verify, both, both));
    Files.writeString(file, "khue: { data: " + directory.resolve("elsewhere") + " }");
    assertEquals(1, AuditCommand.run(verify, both, both));
    assertFalse(Files.exists(directory.resolve("elsewhere")), "a check makes no key");
  }
}
