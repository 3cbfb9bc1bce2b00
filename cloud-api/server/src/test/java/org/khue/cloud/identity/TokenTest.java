package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.security.Reach;

/// API tokens, over HTTP.
class TokenTest {
  private static final UUID WARD = UUID.randomUUID();
  private static final UUID SCHOOL = UUID.randomUUID();
  private static final UUID OTHER = UUID.randomUUID();
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

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
  void aTokenDoesWhatItsOwnerStillMay() {
    UUID owner = Members.member(cloud, "token.head", Role.PRINCIPAL, SCHOOL);
    UUID teacher = Members.member(cloud, "token.teacher", Role.TEACHER, SCHOOL);
    UUID foreign = Members.member(cloud, "token.foreign", Role.TEACHER, OTHER);
    try (Browser browser = Browser.of(cloud, owner)) {
      assertEquals(
          422,
          browser
              .post(
                  "/profile/tokens",
                  Browser.form(
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
                  Browser.form(
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
                  Browser.form(
                      "name",
                      "Sổ",
                      "unit",
                      SCHOOL.toString(),
                      "days",
                      "30",
                      "right.accounts.read",
                      "on"))
              .body();
      String token = Browser.found("<code>(khue_[A-Za-z0-9_-]{43})</code>", made);
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
    try (Browser browser = Browser.of(cloud, owner)) {
      String token =
          Browser.found(
              "<code>(khue_[A-Za-z0-9_-]{43})</code>",
              browser
                  .post(
                      "/profile/tokens",
                      Browser.form(
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
          Browser.found(
              "action=\"(/profile/tokens/[0-9a-f-]+/revoke)\"", browser.get("/profile").body());
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
