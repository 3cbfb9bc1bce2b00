package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

/// Accounts from the first sign-in on, over HTTP.
class AccountTest {
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final String SENTENCE = "bốn con vịt qua sông";
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private static Path data;
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.data", data.toString());
    cloud = TestCloud.start(settings);
    Members.units(cloud, new Reach.Pair(Reach.ROOT, SCHOOL));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void theFirstAccountIsEnteredByACodeAndMustSetUpAPasswordAndASecondFactor() throws IOException {
    String code = Browser.found("code: (\\S+)", Files.readString(data.resolve("first-login.txt")));
    try (Reader reader = new Reader(cloud)) {
      HttpResponse<String> entered =
          reader.post(
              "/login",
              Browser.form("login", "Admin", "password", code.toLowerCase(java.util.Locale.ROOT)));
      assertEquals("/login/password", Browser.location(entered));
      assertEquals(
          "/login/password", Browser.location(reader.get("/accounts")), "nothing else yet");
      assertEquals(
          422,
          reader
              .post("/login/password", Browser.form("password", "admin", "again", "admin"))
              .statusCode());
      HttpResponse<String> changed =
          reader.post("/login/password", Browser.form("password", SENTENCE, "again", SENTENCE));
      assertEquals("/use", Browser.location(changed));
      assertEquals(200, reader.get("/accounts").statusCode());
      assertEquals(303, reader.post("/logout", "").statusCode());
    }
    try (Reader reader = new Reader(cloud)) {
      assertEquals(
          401,
          reader.post("/login", Browser.form("login", "admin", "password", code)).statusCode(),
          "once");
      HttpResponse<String> second =
          reader.post("/login", Browser.form("login", "admin", "password", SENTENCE));
      assertEquals(
          "/profile/second", Browser.location(second), "the second sign-in asks for a factor");
      assertEquals("/profile/second", Browser.location(reader.get("/accounts")));
      String secret =
          Browser.found("<code>([A-Z2-7]{32})</code>", reader.get("/profile/second").body());
      String recovery =
          Browser.found(
              "<li><code>([0-9A-Z-]{19})</code>",
              reader.post("/profile/second", Browser.form("code", Codes.now(secret))).body());
      assertEquals(200, reader.get("/accounts").statusCode());

      Reader again = new Reader(cloud);
      assertEquals(
          "/login/second",
          Browser.location(
              again.post("/login", Browser.form("login", "admin", "password", SENTENCE))));
      assertEquals(
          401,
          again.post("/login/second", Browser.form("code", Codes.now(secret))).statusCode(),
          "a code is taken once");
      assertEquals(
          "/use", Browser.location(again.post("/login/second", Browser.form("code", recovery))));
      again.close();
      Reader third = new Reader(cloud);
      third.post("/login", Browser.form("login", "admin", "password", SENTENCE));
      assertEquals(
          401,
          third.post("/login/second", Browser.form("code", recovery)).statusCode(),
          "and so is a recovery code");
      third.close();
    }
  }

  @Test
  void anItOfficerCannotEnterThePrincipalsAccount() {
    UUID officer = Members.member(cloud, "reset.it", Role.IT_OFFICER, SCHOOL);
    UUID head = Members.member(cloud, "reset.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "reset.teacher", Role.TEACHER, SCHOOL);
    try (Browser it = Browser.of(cloud, officer)) {
      assertEquals(403, it.post("/accounts/" + head + "/code", "").statusCode());
      assertEquals(403, it.post("/accounts/" + head + "/factors/remove", "").statusCode());
      assertEquals(403, it.post("/accounts/" + officer + "/code", "").statusCode());
      assertEquals(200, it.post("/accounts/" + teacher + "/code", "").statusCode());
    }
  }

  @Test
  void whatIsTakenAwayIsGoneWithinFiveSeconds() {
    UUID head = Members.member(cloud, "quick.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "quick.teacher", Role.TEACHER, SCHOOL);
    try (Browser above = Browser.of(cloud, head);
        Browser below = Browser.of(cloud, teacher)) {
      assertEquals(200, below.get("/rooms").statusCode());
      // Another node of the cloud ends it: this one is not told.
      cloud.execute(
          "UPDATE identity.assignment SET ended_at = now() WHERE account_id = '" + teacher + "'");
      Awaitility.await().atMost(AT_ONCE).until(() -> below.get("/rooms").statusCode() == 403);
      assertEquals(303, above.post("/accounts/" + teacher + "/sessions/end", "").statusCode());
      assertEquals("/login", Browser.location(below.get("/rooms")));
    }
  }

  @Test
  void aLockedAccountIsOutAtOnce() {
    UUID head = Members.member(cloud, "lock.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "lock.teacher", Role.TEACHER, SCHOOL);
    try (Browser above = Browser.of(cloud, head);
        Browser below = Browser.of(cloud, teacher)) {
      assertEquals(200, below.get("/rooms").statusCode());
      assertEquals(303, above.post("/accounts/" + teacher + "/state", "state=locked").statusCode());
      assertEquals("/login", Browser.location(below.get("/rooms")));
    }
  }

  @Test
  void aDangerousActNeedsAFreshProof() {
    UUID head = Members.member(cloud, "fresh.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "fresh.teacher", Role.TEACHER, SCHOOL);
    try (Browser above = Browser.of(cloud, head)) {
      cloud.execute(
          "UPDATE identity.session SET fresh_at = now() - interval '11 minutes' WHERE account_id = '"
              + head
              + "'");
      HttpResponse<String> asked = above.post("/accounts/" + teacher + "/code", "");
      assertTrue(Browser.location(asked).startsWith("/login/confirm"), Browser.location(asked));
      assertEquals(200, above.get("/login/confirm?back=//evil.example").statusCode());
      assertFalse(
          above.get("/login/confirm?back=//evil.example").body().contains("evil.example\""));
    }
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM identity.one_time_code WHERE account_id = '" + teacher + "'"));
  }
}
