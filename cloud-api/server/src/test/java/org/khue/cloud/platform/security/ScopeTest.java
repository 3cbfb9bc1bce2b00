package org.khue.cloud.platform.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

/// What the database shows to whom. The application asks no question here: these are plain queries.
class ScopeTest {
  private static final UUID WARD = UUID.randomUUID();
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = TestCloud.start();
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(
          owner, List.of(new Reach.Pair(WARD, SCHOOL), new Reach.Pair(Reach.ROOT, OTHER)));
      Machines.place(owner, "gw-1", SCHOOL);
      Machines.place(owner, "gw-2", OTHER);
      owner.commit();
    }
    for (String gateway : List.of("gw-1", "gw-2")) {
      sent(
          cloud.bean(Ingest.class),
          gateway,
          batch(Stream.TELEMETRY, 1, reading(Instant.now(), "meter", "power", 7)));
    }
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Acting at(UUID unit) {
    Grant grant = new Grant("principal", Set.of("rooms.see"), new Scope.Below(unit));
    return new Acting(
        new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "test", List.of(grant)),
        "rooms.see");
  }

  private static long readings() {
    try (Connection connection = cloud.bean(DataSource.class).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM telemetry.reading")) {
      row.next();
      return row.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aScopeShowsItsOwnRowsAndThoseBelow() {
    assertEquals(1, at(SCHOOL).call(ScopeTest::readings));
    assertEquals(1, at(WARD).call(ScopeTest::readings));
    assertEquals(1, at(OTHER).call(ScopeTest::readings));
    assertEquals(2, at(Reach.ROOT).call(ScopeTest::readings));
    assertEquals(2, Acting.system("test").call(ScopeTest::readings));
  }

  @Test
  void nobodySeesNothing() {
    assertEquals(0, readings());
    assertEquals(0, at(UUID.randomUUID()).call(ScopeTest::readings));
  }

  @Test
  void anotherRightOfTheSameCallerOpensNothing() {
    assertEquals(0, at(SCHOOL).with("people.read").call(ScopeTest::readings));
  }

  @Test
  void aConnectionKeepsNothingOfWhoHadItBefore() {
    for (int i = 0; i < 40; i++) {
      assertEquals(2, Acting.system("test").call(ScopeTest::readings));
      assertEquals(0, readings());
    }
  }

  @Test
  void aScopeDoesNotReachAnotherThreadByItself() throws Exception {
    long elsewhere =
        at(SCHOOL)
            .call(() -> CompletableFuture.supplyAsync(ScopeTest::readings))
            .get(10, TimeUnit.SECONDS);
    assertEquals(0, elsewhere);
  }

  @Test
  void aForeignRowCannotBeWrittenEither() {
    SQLException refused =
        assertThrows(
            SQLException.class,
            () ->
                at(SCHOOL)
                    .doing(() -> {
                      try (Connection connection = cloud.bean(DataSource.class).getConnection();
                          var statement = connection.createStatement()) {
                        statement.execute(
                            "INSERT INTO telemetry.device (gateway, device) VALUES ('gw-2', 'x')");
                      }
                    }));
    assertTrue(String.valueOf(refused.getMessage()).contains("row-level security"));
  }

  @Test
  void theTablesOfADayCannotBeReadPastTheGuard() throws Exception {
    String day =
        String.valueOf(
            cloud
                .rows("SELECT inhrelid::regclass::text FROM pg_inherits LIMIT 1")
                .getFirst()
                .getFirst());
    try (Connection connection = cloud.bean(DataSource.class).getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT count(*) FROM " + day)) {
      row.next();
      assertEquals(0, row.getLong(1));
    }
  }

  @Test
  void theFacadeRefusesAUnitOutsideTheScope() {
    Access access = cloud.bean(Access.class);
    assertTrue(at(WARD).call(() -> access.mayAt("rooms.see", SCHOOL)));
    assertFalse(at(SCHOOL).call(() -> access.mayAt("rooms.see", WARD)));
    assertFalse(at(SCHOOL).call(() -> access.mayAt("rooms.see", OTHER)));
    assertThrows(
        ProblemException.class, () -> at(SCHOOL).run(() -> access.requireAt("rooms.see", OTHER)));
    assertThrows(IllegalStateException.class, () -> access.mayAt("rooms.see", SCHOOL));
  }
}
