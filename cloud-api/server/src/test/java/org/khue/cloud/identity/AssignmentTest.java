package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.security.Reach;

/// Roles given, handed over and taken in an emergency, over HTTP.
class AssignmentTest {
  private static final UUID WARD = UUID.randomUUID();
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();

  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = TestCloud.start();
    Members.units(cloud, new Reach.Pair(WARD, SCHOOL), new Reach.Pair(WARD, OTHER));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void nobodyGivesMoreThanTheirRoleAndScopeAllow() {
    UUID officer = Members.member(cloud, "giving.it", Role.IT_OFFICER, SCHOOL);
    UUID pupil = Members.account(cloud, "giving.pupil", SCHOOL);
    try (Browser it = Browser.of(cloud, officer)) {
      String path = "/accounts/" + pupil + "/assignments";
      assertEquals(
          403,
          it.post(
                  path,
                  Browser.form("role", "principal", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "a stronger role");
      assertEquals(
          403,
          it.post(
                  path,
                  Browser.form("role", "teacher", "unit", OTHER.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "another school");
      assertEquals(
          403,
          it.post(
                  path,
                  Browser.form("role", "teacher", "unit", WARD.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "the unit above");
      assertEquals(
          403,
          it.post(
                  "/accounts/" + officer + "/assignments",
                  Browser.form("role", "teacher", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "oneself");
      assertEquals(
          422,
          it.post(path, Browser.form("role", "teacher", "unit", SCHOOL.toString(), "decision", " "))
              .statusCode(),
          "no decision");
      assertEquals(
          303,
          it.post(
                  path,
                  Browser.form("role", "teacher", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
              .statusCode());
      assertTrue(it.get("/accounts/" + pupil).body().contains("QĐ 2"));
    }
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'assignment.made' AND subject = '"
                + pupil
                + "'"));
  }

  @Test
  void aHandoverMovesTheRolesByOneDecision() {
    UUID head = Members.member(cloud, "hand.head", Role.PRINCIPAL, SCHOOL);
    UUID old = Members.member(cloud, "hand.old", Role.LIBRARIAN, SCHOOL);
    Members.assign(cloud, old, Role.TEACHER, SCHOOL, "NULL");
    UUID next = Members.account(cloud, "hand.next", SCHOOL);
    try (Browser above = Browser.of(cloud, head);
        Browser leaving = Browser.of(cloud, old);
        Browser coming = Browser.of(cloud, next)) {
      assertEquals(200, leaving.get("/rooms").statusCode());
      assertEquals(403, coming.get("/rooms").statusCode());
      assertEquals(
          303,
          above
              .post(
                  "/accounts/" + old + "/handover",
                  Browser.form("to", "hand.next", "decision", "QĐ 45/2026"))
              .statusCode());
      assertEquals("/login", Browser.location(leaving.get("/rooms")));
      assertEquals(200, coming.get("/rooms").statusCode());
    }
    assertEquals(
        2,
        cloud.count(
            "SELECT count(*) FROM identity.assignment WHERE account_id = '"
                + old
                + "' AND end_decision = 'QĐ 45/2026'"));
    assertEquals(
        2,
        cloud.count(
            "SELECT count(*) FROM identity.assignment WHERE account_id = '"
                + next
                + "' AND decision = 'QĐ 45/2026' AND ended_at IS NULL"));
  }

  @Test
  void anEmergencyRoleIsLoudAndShort() {
    UUID officer = Members.member(cloud, "glass.it", Role.IT_OFFICER, SCHOOL);
    UUID head = Members.member(cloud, "glass.head", Role.PRINCIPAL, SCHOOL);
    String unit = SCHOOL.toString();
    String reason = "Hiệu trưởng đi vắng, phải khoá tài khoản bị lộ";
    try (Browser it = Browser.of(cloud, officer);
        Browser above = Browser.of(cloud, head)) {
      assertEquals(
          422,
          it.post(
                  "/breakglass",
                  Browser.form(
                      "role", "principal", "unit", unit, "minutes", "61", "reason", reason))
              .statusCode());
      assertEquals(
          422,
          it.post(
                  "/breakglass",
                  Browser.form("role", "principal", "unit", unit, "minutes", "30", "reason", "vội"))
              .statusCode());
      assertEquals(
          403,
          it.post(
                  "/breakglass",
                  Browser.form("role", "auditor", "unit", unit, "minutes", "30", "reason", reason))
              .statusCode());
      assertEquals(
          403,
          it.post(
                  "/breakglass",
                  Browser.form(
                      "role",
                      "principal",
                      "unit",
                      WARD.toString(),
                      "minutes",
                      "30",
                      "reason",
                      reason))
              .statusCode());
      assertEquals(
          303,
          it.post(
                  "/breakglass",
                  Browser.form(
                      "role", "principal", "unit", unit, "minutes", "30", "reason", reason))
              .statusCode());
      assertTrue(it.get("/profile").body().contains("vai trò khẩn cấp"));
      assertTrue(above.get("/breakglass").body().contains(reason));
      assertEquals(
          409,
          it.post(
                  "/breakglass",
                  Browser.form(
                      "role", "principal", "unit", unit, "minutes", "30", "reason", reason))
              .statusCode());
      assertEquals(303, it.post("/breakglass/end", "").statusCode());
      assertFalse(it.get("/profile").body().contains("đang giữ vai trò khẩn cấp"));
    }
    assertEquals(
        2,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action LIKE 'breakglass.%' AND subject = '"
                + officer
                + "'"));
  }
}
