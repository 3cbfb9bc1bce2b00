package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.CookieManager;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

/// Sign-in through a real OpenID provider on this machine, which speaks HTTP and signs its tokens.
class SsoTest {
  private static final String ISSUER = "city";
  private static final String CLIENT = "khue";

  private static MockOAuth2Server city;
  private static TestCloud cloud;

  @BeforeAll
  static void start() throws Exception {
    city = new MockOAuth2Server();
    city.start(InetAddress.getLoopbackAddress(), 0);
    // The provider sends browsers back to the address that the operator has set beforehand.
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("micronaut.server.port", port);
    settings.put("khue.public-url", "http://127.0.0.1:" + port);
    settings.put("khue.sso.issuer", city.issuerUrl(ISSUER).toString());
    settings.put("khue.sso.client-id", CLIENT);
    settings.put("khue.sso.client-secret", "a secret of the test");
    settings.put("khue.sso.name", "SSO thành phố");
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
    city.shutdown();
  }

  private static UUID account(String login, String ssoName) {
    UUID id = Members.member(cloud, login, Role.PUPIL, Reach.ROOT);
    cloud.execute(
        "UPDATE identity.account SET sso_name = '" + ssoName + "' WHERE id = '" + id + "'");
    return id;
  }

  private static void nextToken(String subject, String audience, Map<String, Object> claims) {
    city.enqueueCallback(
        new DefaultOAuth2TokenCallback(ISSUER, subject, "JWT", List.of(audience), claims, 3_600));
  }

  /// A browser that follows the way to the city and back, and stops at the cloud's answer.
  private static HttpResponse<String> visit(boolean withItsCookie) throws Exception {
    try (HttpClient browser =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      URI out = location(get(browser, cloud.uri("/login/sso")));
      String query = String.valueOf(out.getQuery());
      assertTrue(query.contains("code_challenge_method=S256"), query);
      assertTrue(query.contains("nonce=") && query.contains("state="), query);
      URI back = location(get(browser, out));
      if (withItsCookie) {
        return get(browser, back);
      }
      try (HttpClient other = HttpClient.newHttpClient()) {
        return get(other, back);
      }
    }
  }

  private static HttpResponse<String> get(HttpClient browser, URI uri) throws Exception {
    return browser.send(
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(20))
            .header("Accept", "text/html")
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("location").orElseThrow());
  }

  @Test
  void whoeverTheCityNamesEntersTheirAccount() throws Exception {
    account("sso.one", "CB-001");
    nextToken("subject-1", CLIENT, Map.of("staff_code", "CB-001"));
    HttpResponse<String> entered = visit(true);
    assertEquals(303, entered.statusCode());
    assertEquals("/", location(entered).toString());
  }

  @Test
  void nobodyIsEnteredWhomNoAccountNames() throws Exception {
    nextToken("subject-2", CLIENT, Map.of("staff_code", "CB-404"));
    assertEquals(403, visit(true).statusCode());
    nextToken("subject-2", CLIENT, Map.of());
    assertEquals(403, visit(true).statusCode());
    assertEquals(
        0, cloud.count("SELECT count(*) FROM identity.account WHERE sso_subject = 'subject-2'"));
  }

  @Test
  void aTokenForAnotherClientIsRefused() throws Exception {
    account("sso.audience", "CB-003");
    nextToken("subject-3", "another", Map.of("staff_code", "CB-003", "aud", "another"));
    assertEquals(403, visit(true).statusCode());
  }

  @Test
  void aTokenWithAnotherNonceIsRefused() throws Exception {
    account("sso.nonce", "CB-004");
    nextToken("subject-4", CLIENT, Map.of("staff_code", "CB-004", "nonce", "stolen"));
    assertEquals(403, visit(true).statusCode());
  }

  @Test
  void whatComesBackToAnotherBrowserIsRefused() throws Exception {
    account("sso.browser", "CB-005");
    nextToken("subject-5", CLIENT, Map.of("staff_code", "CB-005"));
    assertEquals(403, visit(false).statusCode());
  }

  @Test
  void aNameThatTheCityGivesToSomebodyElseOpensNothing() throws Exception {
    account("sso.reused", "CB-006");
    nextToken("subject-6", CLIENT, Map.of("staff_code", "CB-006"));
    assertEquals(303, visit(true).statusCode());
    nextToken("subject-7", CLIENT, Map.of("staff_code", "CB-006"));
    assertEquals(403, visit(true).statusCode());
  }
}
