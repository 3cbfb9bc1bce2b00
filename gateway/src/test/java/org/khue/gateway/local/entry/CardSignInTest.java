package org.khue.gateway.local.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.testing.ManualTime;

class CardSignInTest {
  private static final String CARD = "c0ffee";

  @TempDir Path data;
  private final ManualTime time = new ManualTime();
  private final TestSite parts = new TestSite();
  private LocalSite site;
  private Browser installer;
  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    open();
    installer.signIn(TestSite.PIN);
    enrol("Cô Lan", "TECHNICIAN", CARD);
  }

  private void open() throws Exception {
    LocalPages pages = parts.pages(time, data);
    pages
        .router()
        .get("/who", Role.USER, request -> Response.text(200, request.by() + " " + request.who()));
    pages.router().get("/technical", Role.TECHNICIAN, request -> Response.text(200, ""));
    site = LocalSite.start(new Endpoint("127.0.0.1", 0), pages.handler());
    installer = new Browser(site.port());
    browser = new Browser(site.port());
  }

  @AfterEach
  void stop() {
    installer.close();
    browser.close();
    site.close();
  }

  private void enrol(String label, String role, String card) throws Exception {
    installer.get("/cards");
    assertEquals(
        303, installer.post("/cards/enrol", Map.of("label", label, "role", role)).statusCode());
    parts.tap(card);
  }

  private int waits(Browser of) throws Exception {
    of.get("/sign-in");
    return of.post("/sign-in/card", Map.of()).statusCode();
  }

  private int signedIn(Browser of, String card) throws Exception {
    assertEquals(303, waits(of));
    parts.tap(card);
    return of.get("/sign-in/card").statusCode();
  }

  @Test
  void aTapOpensASessionForTheBrowserThatWaitsAndSaysWhoItIs() throws Exception {
    assertTrue(browser.get("/sign-in").body().contains("Đăng nhập bằng thẻ"));
    assertEquals(303, waits(browser));
    assertTrue(browser.get("/sign-in/card").body().contains("Mời chạm thẻ"));
    parts.tap(CARD);
    assertEquals(401, browser.get("/sign-in/card", "X-Khue-Live", "1").statusCode());
    assertEquals(303, browser.get("/sign-in/card").statusCode());
    assertEquals(CARD + " Kỹ thuật viên – Cô Lan", browser.get("/who").body());
    assertEquals(200, browser.get("/technical").statusCode());
    assertEquals(403, browser.get("/cards").statusCode(), "cards are the installer's affair");
  }

  @Test
  void onlyTheBrowserThatWaitedGetsIn() throws Exception {
    try (Browser other = new Browser(site.port())) {
      assertEquals(303, waits(browser));
      assertEquals(409, waits(other), "one waits at a time");
      parts.tap(CARD);
      other.get("/sign-in/card");
      assertEquals(303, other.get("/who").statusCode());
      assertEquals(303, browser.get("/sign-in/card").statusCode());
      assertEquals(200, browser.get("/who").statusCode());
    }
  }

  @Test
  void aTapWithoutAWaitingPageOpensNothingLater() throws Exception {
    parts.tap(CARD);
    waits(browser);
    browser.get("/sign-in/card");
    assertEquals(303, browser.get("/who").statusCode());
  }

  @Test
  void unknownAndRevokedCardsAndLateTapsOpenNothing() throws Exception {
    assertEquals(200, signedIn(browser, "stranger"));
    assertTrue(browser.get("/sign-in/card").body().contains("chưa được đăng ký"));
    assertEquals(429, waits(browser), "it has to pause");
    time.advance(Cards.WAITING.plus(Cards.PAUSE).plusSeconds(1));
    assertEquals(303, waits(browser));
    time.advance(Cards.WAITING.plusSeconds(1));
    parts.tap(CARD);
    assertTrue(browser.get("/sign-in/card").body().contains("Không còn chờ thẻ"));
    time.advance(Cards.PAUSE.plusSeconds(1));
    parts.readerInUse = true;
    assertEquals(200, signedIn(browser, CARD), "a roll-call's taps sign nobody in");
    parts.readerInUse = false;
    time.advance(Cards.WAITING.plus(Cards.PAUSE).plusSeconds(1));
    installer.signIn(TestSite.PIN);
    installer.get("/cards");
    installer.post("/cards/revoke", Map.of("card", CARD));
    assertEquals(
        303, installer.post("/cards/enrol", Map.of("label", "x", "role", "USER")).statusCode());
    parts.tap("another");
    assertEquals(200, signedIn(browser, CARD));
    assertTrue(browser.get("/sign-in/card").body().contains("đã bị thu hồi"));
  }

  @Test
  void revokingEndsTheSessionsOfThatCardAtOnce() throws Exception {
    assertEquals(303, signedIn(browser, CARD));
    assertEquals(200, browser.get("/who").statusCode());
    installer.get("/cards");
    assertEquals(303, installer.post("/cards/revoke", Map.of("card", CARD)).statusCode());
    assertEquals(303, browser.get("/who").statusCode());
    assertEquals(200, installer.get("/cards").statusCode());
    assertTrue(installer.get("/cards").body().contains("đã thu hồi"));
    installer.post("/cards/forget", Map.of("card", CARD));
    assertFalse(installer.get("/cards").body().contains("Cô Lan"));
  }

  @Test
  void aPhoneThatChangesItsNumberIsNotEnrolledAndEnrollingEndsByItself() throws Exception {
    installer.get("/cards");
    installer.post("/cards/enrol", Map.of("label", "Thầy Nam", "role", "USER"));
    parts.tap("phone", "random");
    assertTrue(installer.get("/cards").body().contains("điện thoại đổi số"));
    installer.post("/cards/enrol", Map.of("label", "Thầy Nam", "role", "USER"));
    time.advance(Cards.ENROLLING.plus(Duration.ofSeconds(1)));
    parts.tap("late");
    assertFalse(installer.get("/cards").body().contains("Thầy Nam"));
    assertEquals(422, installer.post("/cards/enrol", Map.of("label", "")).statusCode());
  }

  @Test
  void cardsOutliveARestartAndTheirFileIsTheGatewaysAlone() throws Exception {
    Path file = data.resolve("site-cards.json");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    stop();
    open();
    assertEquals(303, signedIn(browser, CARD));
    assertEquals(200, browser.get("/who").statusCode());
  }
}
