package org.khue.sim.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person at the running demo: picks a role, watches values change, looks at a chart, pulls the
/// network cable. Makes the screenshots of the docs: run with `-Dkhue.screenshots=docs/images`.
class DemoBrowserTest {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int SHIFT = 7000;
  private static final int ROOMS = 4;
  private static final double PATIENCE_MILLIS = 30_000;

  /// For the docs a longer curve and complete minutes are wanted: `-Dkhue.screenshots.after=240`.
  private static final Duration ENOUGH_FOR_A_CURVE =
      Duration.ofSeconds(Integer.getInteger("khue.screenshots.after", 30));

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
            new DemoOptions(ROOMS, 20, folder, SHIFT, 1),
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
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
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
  void aVisitorSeesLiveValuesAChartAndTheUseOfRooms() {
    try (BrowserContext context = browser.newContext(options(1366, 860))) {
      Page page = context.newPage();
      page.setDefaultTimeout(PATIENCE_MILLIS);
      page.navigate(demo.url().toString());
      assertTrue(
          page.locator("h1").innerText().contains("Bạn là ai"), page.locator("h1").innerText());
      page.locator("button[name=role][value=lab-technician]").click();
      page.waitForURL(demo.url() + "/rooms");

      aValueChanges(page);
      assertEquals(ROOMS, page.locator("article.room").count());
      Awaitility.await()
          .pollDelay(ENOUGH_FOR_A_CURVE)
          .atMost(ENOUGH_FOR_A_CURVE.plusSeconds(30))
          .until(() -> true);
      page.reload();
      page.waitForSelector("article.room [data-value]");
      noViolations(page);
      shoot(page, "rooms-vi");

      page.locator("article.room h2 a").first().click();
      aChartIsDrawn(page);
      noViolations(page);
      shoot(page, "room-vi");

      page.navigate(demo.url() + "/rooms/gw-vat-li-1/devices/climate");
      aChartIsDrawn(page);
      noViolations(page);
      shoot(page, "device-vi");

      page.navigate(demo.url() + "/use");
      page.waitForSelector("table");
      noViolations(page);
      shoot(page, "use-vi");

      page.navigate(demo.url() + "/gateways");
      page.waitForSelector("article, table");
      noViolations(page);
      shoot(page, "gateways-vi");

      theCableIsPulledAndPutBack(page);
    }
  }

  /// The gateways keep what they measure meanwhile; when the cable is back, nothing is missing.
  private static void theCableIsPulledAndPutBack(Page page) {
    page.locator("form.network button[value=off]").click();
    page.waitForSelector("form.network button[value=on]");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> {
          page.reload();
          return page.locator("h1 + p").innerText().startsWith("0 trên");
        });
    noViolations(page);
    shoot(page, "gateways-unplugged-vi");
    page.locator("form.network button[value=on]").click();
    page.waitForSelector("form.network button[value=off]");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> {
          page.reload();
          return page.locator("h1 + p").innerText().startsWith(ROOMS + " trên");
        });
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> demo.summary().filter(s -> s.pending() <= s.comparedDevices()).isPresent());
    Summary summary = summary();
    assertEquals(0, summary.lost(), summary.toString());
    assertEquals(0, summary.duplicates(), summary.toString());
  }

  private static Summary summary() {
    try {
      return demo.summary().orElseThrow();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking for the summary", e);
    }
  }

  private static Browser.NewContextOptions options(int width, int height) {
    return new Browser.NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale("vi-VN")
        .setTimezoneId("Asia/Ho_Chi_Minh");
  }

  /// Whatever value changes first: with real climate a single one may stand still for minutes.
  private static void aValueChanges(Page page) {
    page.waitForSelector("article.room [data-value]");
    Object before = values(page);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> !values(page).equals(before));
  }

  private static Object values(Page page) {
    return page.evaluate(
        "() => [...document.querySelectorAll('[data-value]')].map(e => e.dataset.value).join(';')");
  }

  private static void aChartIsDrawn(Page page) {
    page.waitForSelector(".chart canvas");
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .until(() ->
            Boolean.TRUE.equals(
                page.evaluate(
                    """
                    () => [...document.querySelectorAll('.chart canvas')].some(canvas => {
                      const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                      let inked = 0;
                      for (let i = 3; i < data.length; i += 4) if (data[i] > 0) inked++;
                      return inked > 500;
                    })
                    """)));
  }

  private static void noViolations(Page page) {
    List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
    assertEquals(
        List.of(),
        violations.stream().map(rule -> rule.getId() + " at " + rule.getNodes()).toList(),
        page.url());
  }

  private static void shoot(Page page, String name) {
    Path directory = Path.of(System.getProperty("khue.screenshots", "target/screenshots"));
    page.screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
  }
}
