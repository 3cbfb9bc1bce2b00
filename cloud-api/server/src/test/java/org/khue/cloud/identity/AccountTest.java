package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

/// Accounts from the first sign-in to the handover, over HTTP.
class AccountTest {
  private static final UUID WARD = UUID.randomUUID();
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final String SENTENCE = "bốn con vịt qua sông";
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  @TempDir private static Path data;
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.data", data.toString());
    cloud = TestCloud.start(settings);
    try (Connection owner = cloud.bean(Database.class).ownerSource().getConnection()) {
      owner.setAutoCommit(false);
      Reach.replace(owner, List.of(new Reach.Pair(WARD, SCHOOL), new Reach.Pair(WARD, OTHER)));
      owner.commit();
    }
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  /// A browser with a cookie of its own.
  private record Browser(Reader reader, String cookie) implements AutoCloseable {
    static Browser of(UUID account) {
      return new Browser(new Reader(cloud), Members.session(cloud, account));
    }

    HttpResponse<String> get(String path) {
      return reader.send(
          reader.request(path).header("Cookie", cookie).header("Accept", "text/html").GET());
    }

    HttpResponse<String> post(String path, String form) {
      return reader.send(
          reader
              .request(path)
              .header("Cookie", cookie)
              .header("Accept", "text/html")
              .header("Sec-Fetch-Site", "same-origin")
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Override
    public void close() {
      reader.close();
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("location").orElse("");
  }

  private static String form(String... namesAndValues) {
    StringBuilder form = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      form.append(i == 0 ? "" : "&")
          .append(namesAndValues[i])
          .append('=')
          .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
    }
    return form.toString();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern + " in " + text);
    return matcher.group(1);
  }

  @Test
  void theFirstAccountIsEnteredByACodeAndMustSetUpAPasswordAndASecondFactor() throws IOException {
    String code = found("code: (\\S+)", Files.readString(data.resolve("first-login.txt")));
    try (Reader reader = new Reader(cloud)) {
      HttpResponse<String> entered =
          reader.post(
              "/login",
              form("login", "Admin", "password", code.toLowerCase(java.util.Locale.ROOT)));
      assertEquals("/login/password", location(entered));
      assertEquals("/login/password", location(reader.get("/accounts")), "nothing else yet");
      assertEquals(
          422,
          reader.post("/login/password", form("password", "admin", "again", "admin")).statusCode());
      HttpResponse<String> changed =
          reader.post("/login/password", form("password", SENTENCE, "again", SENTENCE));
      assertEquals("/use", location(changed));
      assertEquals(200, reader.get("/accounts").statusCode());
      assertEquals(303, reader.post("/logout", "").statusCode());
    }
    try (Reader reader = new Reader(cloud)) {
      assertEquals(
          401,
          reader.post("/login", form("login", "admin", "password", code)).statusCode(),
          "once");
      HttpResponse<String> second =
          reader.post("/login", form("login", "admin", "password", SENTENCE));
      assertEquals("/profile/second", location(second), "the second sign-in asks for a factor");
      assertEquals("/profile/second", location(reader.get("/accounts")));
      String secret = found("<code>([A-Z2-7]{32})</code>", reader.get("/profile/second").body());
      String recovery =
          found(
              "<li><code>([0-9A-Z-]{19})</code>",
              reader.post("/profile/second", form("code", Codes.now(secret))).body());
      assertEquals(200, reader.get("/accounts").statusCode());

      Reader again = new Reader(cloud);
      assertEquals(
          "/login/second",
          location(again.post("/login", form("login", "admin", "password", SENTENCE))));
      assertEquals(
          401,
          again.post("/login/second", form("code", Codes.now(secret))).statusCode(),
          "a code is taken once");
      assertEquals("/use", location(again.post("/login/second", form("code", recovery))));
      again.close();
      Reader third = new Reader(cloud);
      third.post("/login", form("login", "admin", "password", SENTENCE));
      assertEquals(
          401,
          third.post("/login/second", form("code", recovery)).statusCode(),
          "and so is a recovery code");
      third.close();
    }
  }

  @Test
  void nobodyGivesMoreThanTheirRoleAndScopeAllow() {
    UUID officer = Members.member(cloud, "giving.it", Role.IT_OFFICER, SCHOOL);
    UUID pupil = Members.account(cloud, "giving.pupil", SCHOOL);
    try (Browser it = Browser.of(officer)) {
      String path = "/accounts/" + pupil + "/assignments";
      assertEquals(
          403,
          it.post(path, form("role", "principal", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "a stronger role");
      assertEquals(
          403,
          it.post(path, form("role", "teacher", "unit", OTHER.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "another school");
      assertEquals(
          403,
          it.post(path, form("role", "teacher", "unit", WARD.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "the unit above");
      assertEquals(
          403,
          it.post(
                  "/accounts/" + officer + "/assignments",
                  form("role", "teacher", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
              .statusCode(),
          "oneself");
      assertEquals(
          422,
          it.post(path, form("role", "teacher", "unit", SCHOOL.toString(), "decision", " "))
              .statusCode(),
          "no decision");
      assertEquals(
          303,
          it.post(path, form("role", "teacher", "unit", SCHOOL.toString(), "decision", "QĐ 2"))
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
  void anItOfficerCannotEnterThePrincipalsAccount() {
    UUID officer = Members.member(cloud, "reset.it", Role.IT_OFFICER, SCHOOL);
    UUID head = Members.member(cloud, "reset.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "reset.teacher", Role.TEACHER, SCHOOL);
    try (Browser it = Browser.of(officer)) {
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
    try (Browser above = Browser.of(head);
        Browser below = Browser.of(teacher)) {
      assertEquals(200, below.get("/rooms").statusCode());
      // Another node of the cloud ends it: this one is not told.
      cloud.execute(
          "UPDATE identity.assignment SET ended_at = now() WHERE account_id = '" + teacher + "'");
      Awaitility.await().atMost(AT_ONCE).until(() -> below.get("/rooms").statusCode() == 403);
      assertEquals(303, above.post("/accounts/" + teacher + "/sessions/end", "").statusCode());
      assertEquals("/login", location(below.get("/rooms")));
    }
  }

  @Test
  void aLockedAccountIsOutAtOnce() {
    UUID head = Members.member(cloud, "lock.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "lock.teacher", Role.TEACHER, SCHOOL);
    try (Browser above = Browser.of(head);
        Browser below = Browser.of(teacher)) {
      assertEquals(200, below.get("/rooms").statusCode());
      assertEquals(303, above.post("/accounts/" + teacher + "/state", "state=locked").statusCode());
      assertEquals("/login", location(below.get("/rooms")));
    }
  }

  @Test
  void aHandoverMovesTheRolesByOneDecision() {
    UUID head = Members.member(cloud, "hand.head", Role.PRINCIPAL, SCHOOL);
    UUID old = Members.member(cloud, "hand.old", Role.LIBRARIAN, SCHOOL);
    Members.assign(cloud, old, Role.TEACHER, SCHOOL, "NULL");
    UUID next = Members.account(cloud, "hand.next", SCHOOL);
    try (Browser above = Browser.of(head);
        Browser leaving = Browser.of(old);
        Browser coming = Browser.of(next)) {
      assertEquals(200, leaving.get("/rooms").statusCode());
      assertEquals(403, coming.get("/rooms").statusCode());
      assertEquals(
          303,
          above
              .post(
                  "/accounts/" + old + "/handover",
                  form("to", "hand.next", "decision", "QĐ 45/2026"))
              .statusCode());
      assertEquals("/login", location(leaving.get("/rooms")));
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
    try (Browser it = Browser.of(officer);
        Browser above = Browser.of(head)) {
      assertEquals(
          422,
          it.post(
                  "/breakglass",
                  form("role", "principal", "unit", unit, "minutes", "61", "reason", reason))
              .statusCode());
      assertEquals(
          422,
          it.post(
                  "/breakglass",
                  form("role", "principal", "unit", unit, "minutes", "30", "reason", "vội"))
              .statusCode());
      assertEquals(
          403,
          it.post(
                  "/breakglass",
                  form("role", "auditor", "unit", unit, "minutes", "30", "reason", reason))
              .statusCode());
      assertEquals(
          403,
          it.post(
                  "/breakglass",
                  form(
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
                  form("role", "principal", "unit", unit, "minutes", "30", "reason", reason))
              .statusCode());
      assertTrue(it.get("/profile").body().contains("vai trò khẩn cấp"));
      assertTrue(above.get("/breakglass").body().contains(reason));
      assertEquals(
          409,
          it.post(
                  "/breakglass",
                  form("role", "principal", "unit", unit, "minutes", "30", "reason", reason))
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

  @Test
  void aDangerousActNeedsAFreshProof() {
    UUID head = Members.member(cloud, "fresh.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "fresh.teacher", Role.TEACHER, SCHOOL);
    try (Browser above = Browser.of(head)) {
      cloud.execute(
          "UPDATE identity.session SET fresh_at = now() - interval '11 minutes' WHERE account_id = '"
              + head
              + "'");
      HttpResponse<String> asked = above.post("/accounts/" + teacher + "/code", "");
      assertTrue(location(asked).startsWith("/login/confirm"), location(asked));
      assertEquals(200, above.get("/login/confirm?back=//evil.example").statusCode());
      assertFalse(
          above.get("/login/confirm?back=//evil.example").body().contains("evil.example\""));
    }
    assertEquals(
        0,
        cloud.count(
            "SELECT count(*) FROM identity.one_time_code WHERE account_id = '" + teacher + "'"));
  }

  @Test
  void aTokenDoesWhatItsOwnerStillMay() {
    UUID owner = Members.member(cloud, "token.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "token.teacher", Role.TEACHER, SCHOOL);
    UUID foreign = Members.member(cloud, "token.foreign", Role.TEACHER, OTHER);
    try (Browser browser = Browser.of(owner)) {
      assertEquals(
          422,
          browser
              .post(
                  "/profile/tokens",
                  form(
                      "name",
                      "x",
                      "unit",
                      SCHOOL.toString(),
                      "days",
                      "366",
                      "right.accounts.read",
                      "on"))
              .statusCode());
      assertEquals(
          422,
          browser
              .post(
                  "/profile/tokens",
                  form(
                      "name",
                      "x",
                      "unit",
                      SCHOOL.toString(),
                      "days",
                      "30",
                      "right.demo.network",
                      "on"))
              .statusCode(),
          "no right of theirs");
      String made =
          browser
              .post(
                  "/profile/tokens",
                  form(
                      "name",
                      "Sổ",
                      "unit",
                      SCHOOL.toString(),
                      "days",
                      "30",
                      "right.accounts.read",
                      "on"))
              .body();
      String token = found("<code>(khue_[A-Za-z0-9_-]{43})</code>", made);
      assertEquals(
          0,
          cloud.count(
              "SELECT count(*) FROM identity.api_token WHERE secret_hash = '"
                  + token
                  + "'::bytea"));

      HttpResponse<String> list = api(token, "/api/v1/accounts?limit=500");
      assertEquals(200, list.statusCode());
      assertTrue(list.body().contains("token.teacher"));
      assertFalse(list.body().contains("token.foreign"));
      assertEquals(404, api(token, "/api/v1/accounts/" + foreign).statusCode());
      assertEquals(
          403,
          api(token, "/api/v1/accounts/" + teacher + "/assignments").statusCode(),
          "not one of its rights");
      assertEquals(401, api(token + "x", "/api/v1/accounts").statusCode());

      cloud.execute(
          "UPDATE identity.assignment SET ended_at = now() WHERE account_id = '" + owner + "'");
      Awaitility.await()
          .atMost(AT_ONCE)
          .until(() -> api(token, "/api/v1/accounts").statusCode() == 403);
    }
  }

  @Test
  void aRevokedTokenOpensNothing() {
    UUID owner = Members.member(cloud, "revoke.head", Role.PRINCIPAL, SCHOOL);
    try (Browser browser = Browser.of(owner)) {
      String token =
          found(
              "<code>(khue_[A-Za-z0-9_-]{43})</code>",
              browser
                  .post(
                      "/profile/tokens",
                      form(
                          "name",
                          "Sổ",
                          "unit",
                          SCHOOL.toString(),
                          "days",
                          "30",
                          "right.accounts.read",
                          "on"))
                  .body());
      assertEquals(200, api(token, "/api/v1/accounts").statusCode());
      String path =
          found("action=\"(/profile/tokens/[0-9a-f-]+/revoke)\"", browser.get("/profile").body());
      assertEquals(303, browser.post(path, "").statusCode());
      assertEquals(401, api(token, "/api/v1/accounts").statusCode());
    }
  }

  private static HttpResponse<String> api(String token, String path) {
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request(path)
              .header("Authorization", "Bearer " + token)
              .header("Accept", "application/json")
              .GET());
    }
  }
}
