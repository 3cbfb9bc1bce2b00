package org.khue.gateway.local.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.LocalPages;
import org.khue.gateway.local.LocalSite;
import org.khue.gateway.local.TestSite;
import org.khue.gateway.testing.ManualTime;

/// Who gets in, with what, and for how long.
class SiteSecurityTest {
  private final ManualTime time = new ManualTime();
  private LocalPages pages;
  private LocalSite site;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    pages = new TestSite().pages(time, data);
    pages.router().get("/secret", Role.INSTALLER, request -> Response.text(200, "hidden"));
    pages.router().get("/use", Role.USER, request -> form(request));
    pages.router().post("/use", Role.USER, request -> Response.text(200, request.form("what")));
    site = LocalSite.start(new Endpoint("127.0.0.1", 0), pages.handler());
    browser = new Browser(site.port());
  }

  private Response form(Request request) {
    return pages.frame().page(request, "use", request.beginForm("/use").raw("</form>"));
  }

  @AfterEach
  void stop() {
    browser.close();
    site.close();
  }

  @Test
  void withoutASessionOnlyTheOpenPagesAnswer() throws Exception {
    for (Router.Route route : pages.router().routes()) {
      String path = "/" + String.join("/", route.segments()).replaceAll("[{}]", "");
      // The wizard's first page sends to the sign-in by itself, once the gateway is claimed.
      boolean open = route.needed() == Role.ANYBODY && !path.equals("/setup");
      int code =
          route.method().equals("GET")
              ? browser.get(path).statusCode()
              : browser.raw(path, "token=x").statusCode();
      assertEquals(open, code != 303, route + " answers " + code);
    }
    assertEquals("/sign-in?to=/secret", location("/secret"));
  }

  @Test
  void theRightPinOpensASessionWhoseCookieNoScriptAndNoOtherSiteGets() throws Exception {
    var answer = browser.signIn("0471 1234");
    assertEquals(303, answer.statusCode());
    String cookie = answer.headers().firstValue("set-cookie").orElse("");
    assertTrue(cookie.contains("; HttpOnly; SameSite=Strict"), cookie);
    assertEquals("hidden", browser.get("/secret").body());
  }

  @Test
  void aWrongPinOpensNothingAndTheNextTryHasToWait() throws Exception {
    assertEquals(403, browser.signIn("04711235").statusCode());
    assertEquals(429, browser.signIn("04711234").statusCode());
    assertEquals(303, browser.get("/secret").statusCode());
    time.advance(Duration.ofSeconds(2));
    assertEquals(303, browser.signIn("04711234").statusCode());
  }

  @Test
  void aFormWithoutOurTokenOrFromAnotherSiteIsRefused() throws Exception {
    browser.signIn("04711234");
    browser.get("/use");
    String good = "token=" + browser.token() + "&what=light";
    assertEquals("light", browser.raw("/use", good).body());
    assertEquals(403, browser.raw("/use", "what=light").statusCode());
    assertEquals(403, browser.raw("/use", "token=x&what=light").statusCode());
    assertEquals(403, browser.raw("/use", good, "Origin", "http://evil.example").statusCode());
    assertEquals(403, browser.raw("/use", good, "Sec-Fetch-Site", "cross-site").statusCode());
    try (Browser other = new Browser(site.port())) {
      other.signIn("04711234");
      assertEquals(403, other.raw("/use", good).statusCode(), "another session's token");
    }
  }

  @Test
  void aSessionEndsAfterFifteenIdleMinutesThoughAScriptKeepsThePageFresh() throws Exception {
    browser.signIn("04711234");
    time.advance(Duration.ofMinutes(10));
    assertEquals(200, browser.get("/secret").statusCode());
    time.advance(Duration.ofMinutes(10));
    assertEquals(200, browser.get("/secret", "X-Khue-Live", "1").statusCode());
    time.advance(Duration.ofMinutes(6));
    assertEquals(401, browser.get("/secret", "X-Khue-Live", "1").statusCode());
    assertEquals(303, browser.get("/secret").statusCode());
  }

  @Test
  void signingOutEndsTheSession() throws Exception {
    browser.signIn("04711234");
    browser.get("/use");
    assertEquals(303, browser.post("/sign-out", Map.of()).statusCode());
    assertEquals(303, browser.get("/secret").statusCode());
  }

  @Test
  void sessionsAreBoundedAndNoneLivesForEver() {
    Sessions sessions = new Sessions(time);
    Session first = sessions.open(new Person(Role.USER, "An", "card"));
    for (int i = 0; i < Sessions.MOST; i++) {
      time.advance(Duration.ofSeconds(1));
      sessions.open(new Person(Role.USER, "", "card"));
    }
    assertEquals(Sessions.MOST, sessions.count());
    assertTrue(sessions.find(first.id(), true).isEmpty(), "the idlest made room");
    Session kept = sessions.open(new Person(Role.USER, "", "card"));
    for (long minutes = 0; minutes < Sessions.LONGEST.toMinutes(); minutes += 10) {
      assertTrue(sessions.find(kept.id(), true).isPresent());
      time.advance(Duration.ofMinutes(10));
    }
    assertFalse(sessions.find(kept.id(), true).isPresent());
  }

  @Test
  void longFormsAndOtherTypesAreRefused() throws Exception {
    browser.signIn("04711234");
    browser.get("/use");
    String token = "token=" + browser.token() + "&what=";
    assertEquals(413, browser.raw("/use", token + "x".repeat(Forms.LONGEST)).statusCode());
    assertEquals(400, browser.raw("/use", token + "%zz").statusCode());
    assertEquals(405, browser.raw("/secret", token).statusCode());
  }

  private String location(String path) throws Exception {
    return browser.get(path).headers().firstValue("location").orElse("");
  }
}
