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
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Debian's Chromium at a cloud. With the system property `khue.screenshots` it takes a picture of
/// each page that is checked into that folder; without it of those only that have a fault.
final class Chromium implements AutoCloseable {
  private static final Path BINARY = Path.of("/usr/bin/chromium");
  private static final String FOLDER = "khue.screenshots";
  private static final Path SCREENSHOTS = Path.of(System.getProperty(FOLDER, "target/screenshots"));
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
  private static final int SETTLE_MILLIS = 5_000;

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

  /// Fails if the page is too wide or not accessible.
  static void check(Page page, String name, String tag) {
    assertEquals(List.of(), faults(page, name, tag));
  }

  /// Fails if the page is too wide, or its colours are not accessible: for a theme other than the
  /// one in which everything was asked.
  static void checkColours(Page page, String name, String tag) {
    assertEquals(List.of(), colourFaults(page, name, tag));
  }

  /// Fails if the page, loaded once, has faults in a width or a colour scheme, see [#allFaults].
  static void checkAll(Page page, String name, String language) {
    assertEquals(List.of(), allFaults(page, name, language));
  }

  /// What is wrong with the page in both widths, without loading it again. What depends on colours
  /// is asked once more in the dark: of the narrow page in Vietnamese, of the wide one in English.
  static List<String> allFaults(Page page, String name, String language) {
    List<String> faults = new ArrayList<>();
    for (int width : WIDTHS) {
      page.setViewportSize(width, 800);
      if (language.equals("vi") == (width < 1_000)) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        faults.addAll(colourFaults(page, name, language + "-dark-" + width));
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
      }
      faults.addAll(faults(page, name, language + "-light-" + width));
    }
    return faults;
  }

  /// The same of one part, such as a menu that lies over the rest while it is open.
  static void checkPart(Page page, String part, String name, String tag) {
    AxeBuilder axe = new AxeBuilder(page).include(part).withTags(RULES);
    assertEquals(List.of(), faults(page, axe, name, tag));
  }

  /// @return what makes it too wide or not accessible
  static List<String> faults(Page page, String name, String tag) {
    return faults(page, new AxeBuilder(page).withTags(RULES), name, tag);
  }

  private static List<String> colourFaults(Page page, String name, String tag) {
    return faults(page, new AxeBuilder(page).withRules(COLOUR_RULES), name, tag);
  }

  /// Takes a picture of the whole page.
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /// Whether the page is as narrow as the window. A chart takes its new width only when the browser
  /// tells it of the window's, which may be after the next question of a test.
  private static boolean fits(Page page) {
    try {
      page.waitForFunction(
          "() => document.documentElement.scrollWidth <= innerWidth",
          null,
          new Page.WaitForFunctionOptions().setTimeout(SETTLE_MILLIS));
      return true;
    } catch (TimeoutError tooWide) {
      return false;
    }
  }

  private static List<String> faults(Page page, AxeBuilder axe, String name, String tag) {
    List<String> faults = new ArrayList<>();
    if (!fits(page)) {
      faults.add(name + " " + tag + " is too wide");
    }
    violations(axe).forEach(fault -> faults.add(name + " " + tag + ": " + fault));
    // Pictures take as long as the look itself: of what is wrong, or where they are asked for.
    if (!faults.isEmpty() || System.getProperty(FOLDER) != null) {
      picture(page, name + "-" + tag);
    }
    return faults;
  }
}
