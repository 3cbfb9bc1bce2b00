package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An installer with a phone at a gateway's own pages: signs in with the PIN, names the room, finds
/// a device and takes it in, tests the room. Each page is looked at in both languages and themes.
class LocalSiteBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int SHIFT = 7500;
  private static final int PHONE = 360;
  private static final double PATIENCE_MILLIS = 30_000;
  private static final List<String> PAGES =
      List.of("/", "/room", "/alarms", "/roll-call", "/setup", "/setup/room", "/setup/devices");

  @TempDir private static Path folder;

  private static Demo demo;
  private static Playwright playwright;
  private static Browser browser;

  @BeforeAll
  static void startDemoAndBrowser() throws Exception {
    assumeTrue(
        Files.isExecutable(CHROMIUM), "skipped: needs " + CHROMIUM + " (apt-get install chromium)");
    List<String> missing = Parts.ofSystemProperties().missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
    demo =
        Demo.prepare(
            new DemoOptions(1, 20, folder, SHIFT, 1),
            Parts.ofSystemProperties(),
            System.out::println);
    demo.start();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  @AfterAll
  static void endAll() {
    if (browser != null) {
      browser.close();
    }
    if (playwright != null) {
      playwright.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void anInstallerSetsTheRoomUpWithAPhone() throws Exception {
    try (BrowserContext context = phone("vi-VN", ColorScheme.LIGHT)) {
      Page page = signedIn(context, "Mã PIN");
      page.navigate(url("/setup/room"));
      page.locator("input[name=vi]").fill("Phòng Vật lí – tầng 2");
      page.locator("main form button").first().click();
      assertTrue(
          page.locator(".place strong").first().innerText().contains("Phòng Vật lí – tầng 2"),
          page.locator("body").innerText());

      page.navigate(url("/setup/devices"));
      page.locator("form[action$='/scan'] button").click();
      Locator accept = page.locator("form[action$='/accept']");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            page.navigate(url("/setup/devices"));
            return accept.count() > 0;
          });
      faultsAreNone(page, "devices-found");
      accept.first().locator("input[name=id]").fill("found");
      accept.first().locator("input[name=vi]").fill("Thiết bị mới");
      accept.first().locator("input[name=en]").fill("New device");
      accept.first().locator("button").click();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> {
            page.navigate(url("/room"));
            return page.locator("main").innerText().contains("Thiết bị mới");
          });
      page.navigate(url("/setup/test"));
      faultsAreNone(page, "test");
      assertTrue(page.locator("main table").innerText().contains("Thiết bị mới"));
    }
  }

  @Test
  void everyPageFitsAPhoneAndIsAccessible() throws Exception {
    List<String> faults = new ArrayList<>();
    for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
      for (String language : List.of("vi-VN", "en-US")) {
        try (BrowserContext context = phone(language, colours)) {
          Page page = signedIn(context, language.startsWith("vi") ? "Mã PIN" : "PIN");
          for (String path : PAGES) {
            page.navigate(url(path));
            faults.addAll(faults(page, language + "-" + colours + path.replace('/', '-')));
          }
          page.locator("nav a[href='/room']").click();
          page.locator("main a[href^='/room/']").first().click();
          faults.addAll(faults(page, language + "-" + colours + "-device"));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  private static Page signedIn(BrowserContext context, String label) throws Exception {
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.navigate(url("/sign-in"));
    assertTrue(page.locator("label[for=pin]").innerText().contains(label));
    faultsAreNone(page, "sign-in");
    page.locator("#pin").fill(demo.pin());
    page.locator("main form button").click();
    page.waitForSelector("nav a[href='/setup']");
    return page;
  }

  private static String url(String path) {
    return demo.localSite(0) + path;
  }

  private static BrowserContext phone(String locale, ColorScheme colours) {
    return browser.newContext(
        new Browser.NewContextOptions()
            .setViewportSize(PHONE, 740)
            .setColorScheme(colours)
            .setLocale(locale));
  }

  private static void faultsAreNone(Page page, String name) {
    assertEquals(List.of(), faults(page, name));
  }

  private static List<String> faults(Page page, String name) {
    List<String> faults = new ArrayList<>();
    Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    if (((Number) overflow).intValue() > 0) {
      faults.add(name + " is too wide");
    }
    new AxeBuilder(page)
        .analyze()
        .getViolations()
        .forEach(rule ->
            faults.add(name + ": " + rule.getId() + " at " + rule.getNodes().getFirst().getHtml()));
    Path directory = Path.of(System.getProperty("khue.screenshots", "target/screenshots"));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(directory.resolve("local-" + name + ".png"))
            .setFullPage(true));
    return faults;
  }
}
