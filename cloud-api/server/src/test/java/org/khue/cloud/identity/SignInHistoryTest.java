package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.security.Reach;

/// Sign-ins in the audit trail and on their owner's own page.
class SignInHistoryTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final String SENTENCE = "bốn con vịt qua sông";
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    cloud = TestCloud.start();
    Members.units(cloud, new Reach.Pair(Reach.ROOT, SCHOOL));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static List<String> audited(String subject) {
    return cloud
        .rows(
            "SELECT action FROM platform.audit WHERE action LIKE 'sign-in.%' AND subject = '"
                + subject
                + "' ORDER BY seq")
        .stream()
        .map(row -> row.getFirst().toString())
        .toList();
  }

  @Test
  void whoComesAndGoesIsNotedForTheOwnerAlone() {
    UUID account = Members.member(cloud, "history.pupil", Role.PUPIL, SCHOOL);
    UUID other = Members.member(cloud, "history.other", Role.PUPIL, SCHOOL);
    try (Browser browser = Browser.of(cloud, account)) {
      browser.post("/login/password", Browser.form("password", SENTENCE, "again", SENTENCE));
    }
    try (Reader reader = new Reader(cloud)) {
      assertEquals(
          401,
          reader
              .post("/login", Browser.form("login", "history.pupil", "password", "sai rồi sai rồi"))
              .statusCode());
      assertEquals(
          303,
          reader
              .post("/login", Browser.form("login", "history.pupil", "password", SENTENCE))
              .statusCode());
      String page = reader.get("/profile/sign-ins").body();
      assertTrue(page.contains("Đăng nhập hỏng") && page.contains("127.0.0.1"), page);
      assertTrue(reader.get("/profile/sign-ins?format=csv").body().contains("Đăng nhập hỏng"));
      reader.post("/logout", "");
    }
    assertEquals(
        List.of("sign-in.failed", "sign-in.entered", "sign-in.left"), audited(account.toString()));
    try (Browser stranger = Browser.of(cloud, other)) {
      assertFalse(stranger.get("/profile/sign-ins").body().contains("127.0.0.1"));
    }
    assertEquals(
        0,
        cloud.count("SELECT count(*) FROM platform.audit WHERE details::text LIKE '%127.0.0.1%'"),
        "the trail, kept for ten years, holds no addresses");
  }

  @Test
  void aNameThatIsNobodysIsKeptNowhere() {
    try (Reader reader = new Reader(cloud)) {
      reader.post("/login", Browser.form("login", "mat khau cua toi", "password", "x"));
    }
    assertTrue(audited("unknown").contains("sign-in.failed"));
    assertEquals(
        0,
        cloud.count("SELECT count(*) FROM platform.audit a WHERE a::text LIKE '%khau cua%'")
            + cloud.count("SELECT count(*) FROM identity.sign_in s WHERE s::text LIKE '%khau%'"));
  }

  @Test
  void theUseOfATokenIsNotedOnceADay() {
    UUID owner = Members.member(cloud, "history.head", Role.PRINCIPAL, SCHOOL);
    try (Browser browser = Browser.of(cloud, owner)) {
      String token =
          Browser.found(
              "<code>(khue_[A-Za-z0-9_-]{43})</code>",
              browser
                  .post(
                      "/profile/tokens",
                      Browser.form(
                          "name",
                          "Sổ thiết bị",
                          "unit",
                          SCHOOL.toString(),
                          "days",
                          "30",
                          "right.accounts.read",
                          "on"))
                  .body());
      for (int i = 0; i < 3; i++) {
        cloud.execute(
            "UPDATE identity.api_token SET last_used_at = NULL WHERE account_id = '" + owner + "'");
        assertEquals(
            200,
            browser
                .reader()
                .send(
                    browser
                        .reader()
                        .request("/api/v1/accounts")
                        .header("Authorization", "Bearer " + token)
                        .GET())
                .statusCode());
      }
      assertEquals(List.of("sign-in.token"), audited(owner.toString()));
      assertTrue(browser.get("/profile/sign-ins").body().contains("Sổ thiết bị"));
    }
  }
}
