package org.khue.cloud.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// Work of several facades in one transaction.
@ExtendWith(ActingAsSystem.class)
class JoinedTest {
  private static TestCloud cloud;
  private static Transactions transactions;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
    transactions = cloud.bean(Transactions.class);
    cloud.execute("CREATE TABLE platform.joined_test (n int)");
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static int insert(Connection connection, int n) throws SQLException {
    try (var statement = connection.createStatement()) {
      return statement.executeUpdate("INSERT INTO platform.joined_test VALUES (" + n + ")");
    }
  }

  private static String units(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('khue.units')")) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void whatJoinsIsCommittedOrRolledBackWithTheWhole() {
    transactions.run(
        "outer",
        outer -> {
          insert(outer, 1);
          return transactions.within(outer, () -> transactions.run("inner", in -> insert(in, 2)));
        });
    assertEquals(2, cloud.count("SELECT count(*) FROM platform.joined_test WHERE n < 10"));
    assertThrows(
        IllegalStateException.class,
        () ->
            transactions.run(
                "outer",
                outer -> {
                  transactions.within(outer, () -> transactions.run("inner", in -> insert(in, 11)));
                  throw new IllegalStateException("late");
                }));
    assertEquals(0, cloud.count("SELECT count(*) FROM platform.joined_test WHERE n > 10"));
  }

  @Test
  void whatJoinsHasTheScopeOfWhoeverActsThenAndTheOuterOneComesBack() {
    UUID unit = UUID.randomUUID();
    Grant grant = new Grant("test", Set.of("test.see"), new Scope.Below(unit));
    Acting narrow =
        new Acting(
            new Caller(Caller.Kind.PERSON, UUID.randomUUID(), null, "test", List.of(grant)),
            "test.see");
    transactions.run(
        "outer",
        outer -> {
          String inner =
              transactions.within(
                  outer, () -> narrow.call(() -> transactions.run("inner", JoinedTest::units)));
          assertEquals(unit.toString(), inner);
          assertEquals("*", units(outer));
          return true;
        });
  }
}
