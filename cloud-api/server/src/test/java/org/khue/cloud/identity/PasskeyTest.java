package org.khue.cloud.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.security.Reach;

/// A passkey from its making to its removal, with Chromium's virtual authenticator.
class PasskeyTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private static TestCloud cloud;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void open() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "no browser test: " + CHROMIUM + " is missing (apt-get install chromium)");
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run")));
    cloud = TestCloud.start();
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
      playwright.close();
      cloud.close();
    }
  }

  /// Browsers let passkeys be used over plain HTTP under this one name.
  private static String url(String path) {
    URI uri = cloud.uri(path);
    return "http://localhost:" + uri.getPort() + path;
  }

  @Test
  void aPasskeyIsMadeOpensItsAccountAndIsRemoved() {
    UUID account = Members.member(cloud, "passkey.pupil", Role.PUPIL, Reach.ROOT);
    String[] session = Members.session(cloud, account).split("=", 2);
    try (BrowserContext context = browser.newContext()) {
      context.addCookies(List.of(new Cookie(session[0], session[1]).setUrl(url("/"))));
      Page page = context.newPage();
      CDPSession devtools = context.newCDPSession(page);
      devtools.send("WebAuthn.enable");
      devtools.send(
          "WebAuthn.addVirtualAuthenticator",
          JsonParser.parseString(
                  "{\"options\":{\"protocol\":\"ctap2\",\"transport\":\"internal\","
                      + "\"hasResidentKey\":true,\"hasUserVerification\":true,"
                      + "\"isUserVerified\":true,\"automaticPresenceSimulation\":true}}")
              .getAsJsonObject());

      page.navigate(url("/profile"));
      page.locator("[data-passkey-name]").fill("Máy của thử nghiệm");
      page.locator("[data-passkey=new]").click();
      page.getByText("Máy của thử nghiệm").waitFor();
      assertEquals(1, count(account));

      context.clearCookies();
      page.navigate(url("/login"));
      page.locator("[data-passkey=login]").click();
      page.waitForURL(url("/"));
      page.navigate(url("/profile"));
      page.getByText("Tên đăng nhập: passkey.pupil").waitFor();
      assertEquals(
          1,
          cloud.count(
              "SELECT count(*) FROM identity.session WHERE method = 'passkey' AND second_factor"
                  + " AND account_id = '"
                  + account
                  + "'"));

      page.locator("form[action$='/remove'] button").click();
      page.getByText("Chưa có khoá truy cập nào").waitFor();
      assertEquals(0, count(account));
      context.clearCookies();
      page.navigate(url("/login"));
      page.locator("[data-passkey=login]").click();
      page.locator("[data-passkey-fault]").waitFor();
    }
  }

  private static long count(UUID account) {
    return cloud.count(
        "SELECT count(*) FROM identity.passkey WHERE account_id = '" + account + "'");
  }
}
