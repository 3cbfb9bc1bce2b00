package org.khue.cloud.platform.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;

/// Every table of every module, as PostgreSQL itself lists them.
class TableGuardTest {
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void everyTableIsGuardedOrSaysWhyNot() {
    List<List<Object>> bare =
        cloud.rows(
            """
            SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
              AND c.relname <> 'flyway_history' AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
              AND coalesce(obj_description(c.oid), '') NOT LIKE 'unguarded: %' ORDER BY 1
            """);
    assertEquals(
        List.of(),
        bare,
        "guard each in its migration (CALL platform.guard…), or COMMENT ON TABLE … IS 'unguarded:"
            + " why it holds nothing that a scope must keep apart'");
    long guarded = cloud.count("SELECT count(*) FROM pg_class WHERE relforcerowsecurity");
    assertTrue(guarded > 15, "only " + guarded + " tables are guarded");
  }

  @Test
  void theUsersOfTheApplicationOwnNothingAndTheOneOfThePagesCannotPassAGuard() {
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname"
                + " IN (current_user || '_app', current_user || '_ingest')"));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM pg_roles WHERE rolname = current_user || '_app' AND NOT rolsuper"
                + " AND NOT rolbypassrls AND NOT rolcreaterole AND NOT rolcreatedb"));
  }
}
