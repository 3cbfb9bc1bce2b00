package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.organisation.DemoCity;

/// Every page in a real browser.
class BrowserTest {
  private static final Map<String, String> PAGES = new LinkedHashMap<>();

  static {
    PAGES.put("start", "/");
    PAGES.put("rooms", "/rooms");
    PAGES.put("room", "/rooms/" + School.STEAM);
    PAGES.put("device", "/rooms/" + School.STEAM + "/devices/climate?range=24h");
    PAGES.put("device-90-days", "/rooms/" + School.STEAM + "/devices/climate?range=90d");
    PAGES.put("use", "/use");
    PAGES.put("gateways", "/gateways");
    PAGES.put("units", "/units?q=sao+mai");
    PAGES.put("units-tree", "/units/tree");
    PAGES.put("unit", "/units/" + DemoCity.SCHOOL);
    PAGES.put("unit-rooms", "/units/" + DemoCity.SCHOOL + "/rooms");
    PAGES.put("unit-classes", "/units/" + DemoCity.SCHOOL + "/classes");
    PAGES.put("unit-calendar", "/units/" + DemoCity.SCHOOL + "/calendar");
    PAGES.put("missing", "/no/such/page");
  }

  private static School school;
  private static Chromium chromium;

  @BeforeAll
  static void open() {
    chromium = Chromium.open();
    school = School.open();
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      school.close();
    }
  }

  private static String url(String path) {
    return school.cloud().uri(path).toString();
  }

  private static BrowserContext visitor(String language, ColorScheme colours, int width) {
    return chromium.visitor(BrowserTest::url, language, colours, width);
  }

  private static Page signedIn(BrowserContext context) {
    return Chromium.signedIn(context, BrowserTest::url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void everyPageIsAccessible(String language) {
    List<String> errors = new ArrayList<>();
    school.measureAll();
    try (BrowserContext context = visitor(language, ColorScheme.LIGHT, 1366)) {
      Page page = context.pages().getFirst();
      page.onPageError(errors::add);
      page.onConsoleMessage(message -> {
        if (message.type().equals("error") && !message.text().contains("404")) {
          errors.add(message.text());
        }
      });
      Chromium.checkAll(page, "login", language);
      signedIn(context);
      for (Map.Entry<String, String> entry : PAGES.entrySet()) {
        page.navigate(url(entry.getValue()));
        page.locator(".chart[data-series]").all().forEach(BrowserTest::awaitDrawn);
        page.locator(".spark").all().forEach(spark -> spark.locator("figcaption").waitFor());
        Chromium.checkAll(page, entry.getKey(), language);
      }
    }
    assertEquals(List.of(), errors, language);
  }

  private static void awaitDrawn(Locator chart) {
    PlaywrightAssertions.assertThat(chart).hasAttribute("data-drawn", "true");
  }

  @Test
  void aLiveValueChangesOnThePage() {
    try (BrowserContext context = visitor("vi", ColorScheme.LIGHT, 1366)) {
      Page page = signedIn(context);
      Locator value = page.locator("dd[sse-swap='v.gw-vat-li-1.climate.co2'] b");
      page.waitForCondition(() -> !value.textContent().equals("—"));
      school.measure("gw-vat-li-1", "climate", "co2", 1_234);
      PlaywrightAssertions.assertThat(value).hasText("1.234");
      school.measure("gw-vat-li-1", "climate", "co2", 1_235);
      PlaywrightAssertions.assertThat(value).hasText("1.235");
      PlaywrightAssertions.assertThat(page.locator("#connection")).isHidden();
    }
  }

  @Test
  void aChartIsDrawn() {
    try (BrowserContext context = visitor("vi", ColorScheme.LIGHT, 1366)) {
      Page page = signedIn(context);
      page.navigate(url("/rooms/" + School.STEAM + "/devices/climate?range=24h"));
      Locator chart = page.locator(".chart[data-series]").first();
      awaitDrawn(chart);
      Object inked =
          chart
              .locator("canvas")
              .first()
              .evaluate(
                  "canvas => { const line = getComputedStyle(document.documentElement)"
                      + ".getPropertyValue('--series').trim().slice(1);"
                      + " const want = [0, 2, 4].map(i => parseInt(line.slice(i, i + 2), 16));"
                      + " const data = canvas.getContext('2d')"
                      + ".getImageData(0, 0, canvas.width, canvas.height).data; let n = 0;"
                      + " for (let i = 0; i < data.length; i += 4)"
                      + " if (data[i + 3] > 200 && want.every((w, k) =>"
                      + " Math.abs(data[i + k] - w) < 12)) n++; return n; }");
      assertTrue(((Number) inked).intValue() > 200, "pixels of the line: " + inked);
    }
  }

  @Test
  void aValueThatStopsComingIsSoonNotCurrent() {
    try (BrowserContext context = visitor("vi", ColorScheme.LIGHT, 1366)) {
      Page page = signedIn(context);
      page.navigate(url("/rooms/" + School.SILENT));
      Locator reading = page.locator("dd[sse-swap='v.gw-tin-hoc.climate.co2'] .reading");
      PlaywrightAssertions.assertThat(reading.locator(".now")).isHidden();
      PlaywrightAssertions.assertThat(reading.locator(".was")).isVisible();
    }
  }

  @Test
  void everythingCanBeReachedByKeyboard() {
    try (BrowserContext context = visitor("vi", ColorScheme.LIGHT, 1366)) {
      Page page = context.pages().getFirst();
      page.keyboard().press("Tab");
      assertEquals("#content", page.evaluate("document.activeElement.getAttribute('href')"));
      page.locator("button[value=principal]").focus();
      page.keyboard().press("Enter");
      page.waitForURL(url("/use"));
      page.locator("nav.row a[href='/rooms']").focus();
      page.keyboard().press("Enter");
      page.waitForURL(url("/rooms"));
    }
  }

  @Test
  void theThemeSwitchOverridesTheSystem() {
    try (BrowserContext context = visitor("vi", ColorScheme.LIGHT, 1366)) {
      Page page = signedIn(context);
      String light = paper(page);
      page.locator(".account summary").click();
      page.locator("a[href*='theme=dark']").click();
      PlaywrightAssertions.assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
      assertTrue(!paper(page).equals(light));
      page.navigate(url("/use"));
      PlaywrightAssertions.assertThat(page.locator("html")).hasAttribute("data-theme", "dark");
    }
  }

  private static String paper(Page page) {
    return String.valueOf(page.evaluate("getComputedStyle(document.body).backgroundColor"));
  }
}
