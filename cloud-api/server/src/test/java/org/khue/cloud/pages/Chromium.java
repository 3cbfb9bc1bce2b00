package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Debian's Chromium at a cloud. Screenshots go to the folder of the system property
/// `khue.screenshots`.
final class Chromium implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("khue.screenshots", "target/screenshots"));
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private static final List<String> COLOUR_RULES = List.of("color-contrast", "link-in-text-block");
  private static final List<Integer> WIDTHS = List.of(360, 1366);

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /// Starts it, or skips the tests where there is none.
  static Chromium open() {
    assumeTrue(
        Files.isExecutable(BINARY),
        "no browser test: " + BINARY + " is missing (apt-get install chromium)");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Chromium(
        playwright,
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(BINARY).setArgs(ARGUMENTS)));
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }

  /// Somebody at the greeting.
  ///
  /// @param url makes an address of a path
  BrowserContext visitor(
      Function<String, String> url, String language, ColorScheme colours, int width) {
    return visitor(url, language, colours, width, true);
  }

  BrowserContext visitor(
      Function<String, String> url,
      String language,
      ColorScheme colours,
      int width,
      boolean scripts) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, 800)
                .setColorScheme(colours)
                .setJavaScriptEnabled(scripts)
                .setReducedMotion(ReducedMotion.REDUCE));
    Page page = context.newPage();
    page.navigate(url.apply("/login?lang=" + language));
    return context;
  }

  /// Signs in as the lab technician.
  static Page signedIn(BrowserContext context, Function<String, String> url) {
    Page page = context.pages().getFirst();
    page.locator("button[value=lab-technician]").click();
    page.waitForURL(url.apply("/rooms"));
    return page;
  }

  private static List<String> violations(AxeBuilder axe) {
    List<String> found = new ArrayList<>();
    for (Rule rule : axe.analyze().getViolations()) {
      found.add(rule.getId() + ": " + rule.getNodes().getFirst().getHtml());
    }
    return found;
  }

  /// Takes a picture of the page, and fails if it is too wide or not accessible.
  static void check(Page page, String name, String tag) {
    assertEquals(List.of(), faults(page, name, tag));
  }

  /// The same of a page in both widths and colour schemes, loaded once. In the dark, only what
  /// depends on colours is asked again, and no picture is taken.
  static void checkAll(Page page, String name, String language) {
    for (int width : WIDTHS) {
      page.setViewportSize(width, 800);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
      String dark = name + " " + language + " dark " + width;
      assertEquals(List.of(), violations(new AxeBuilder(page).withRules(COLOUR_RULES)), dark);
      page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      check(page, name, language + "-light-" + width);
    }
  }

  /// The same of one part, such as a menu that lies over the rest while it is open.
  static void checkPart(Page page, String part, String name, String tag) {
    AxeBuilder axe = new AxeBuilder(page).include(part).withTags(RULES);
    assertEquals(List.of(), faults(page, axe, name, tag));
  }

  /// Takes a picture of the page.
  ///
  /// @return what makes it too wide or not accessible
  static List<String> faults(Page page, String name, String tag) {
    return faults(page, new AxeBuilder(page).withTags(RULES), name, tag);
  }

  /// Takes a picture of the whole page.
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  private static List<String> faults(Page page, AxeBuilder axe, String name, String tag) {
    picture(page, name + "-" + tag);
    List<String> faults = new ArrayList<>();
    Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    if (((Number) overflow).intValue() > 0) {
      faults.add(name + " " + tag + " is too wide");
    }
    violations(axe).forEach(fault -> faults.add(name + " " + tag + ": " + fault));
    return faults;
  }
}
