package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;

/// The components at work in a real browser: by mouse, by keyboard alone, and without scripts.
class UiBrowserTest {
  private static Chromium chromium;
  private static TestCloud cloud;

  @BeforeAll
  static void open() {
    chromium = Chromium.open();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void close() {
    if (chromium != null) {
      chromium.close();
      cloud.close();
    }
  }

  private static String url(String path) {
    return cloud.uri(path).toString();
  }

  private static BrowserContext visitor(String language, int width, boolean scripts) {
    return chromium.visitor(UiBrowserTest::url, language, ColorScheme.LIGHT, width, scripts);
  }

  private static Page at(BrowserContext context, String path) {
    Page page = Chromium.signedIn(context, UiBrowserTest::url);
    page.navigate(url(path));
    return page;
  }

  @ParameterizedTest
  @CsvSource({
    "vi,light,1366", "vi,light,360", "vi,dark,360", "vi,projector,1366",
    "en,light,1366", "en,light,360", "en,dark,1366", "en,projector,360"
  })
  void everyComponentIsAccessible(String language, String theme, int width) {
    String tag = language + "-" + theme + "-" + width;
    List<String> errors = new ArrayList<>();
    try (BrowserContext context = visitor(language, width, true)) {
      Page page = at(context, "/ui?theme=" + theme);
      page.onPageError(errors::add);
      page.onConsoleMessage(message -> {
        // A form that comes back with problems is a 422, which Chromium reports as an error.
        if (message.type().equals("error") && !message.text().contains("422")) {
          errors.add(message.text());
        }
      });
      look(page, "ui", tag);
      page.locator("#sample-word").fill("");
      page.locator("#sample button[type=submit]").click();
      page.locator(".problems").waitFor();
      look(page, "ui-wrong", tag);
      // What opens and what is empty has the same shape in both languages and on a projector.
      if (language.equals("vi") && !theme.equals("projector")) {
        whatOpensIsAccessible(page, tag);
      }
    }
    assertEquals(List.of(), errors, tag);
  }

  private static void whatOpensIsAccessible(Page page, String tag) {
    page.navigate(url("/ui?q=kh%C3%B4ng+ai+c%E1%BA%A3&born-from=x"));
    look(page, "ui-nothing-found", tag);
    for (String menu : List.of(".menu", ".account", ".columns-choice", ".views")) {
      // Each on a fresh page: an open one lies over the others.
      page.navigate(url("/ui"));
      if (page.locator(menu + " > summary").first().isVisible()) {
        page.locator(menu + " > summary").first().click();
        Chromium.checkPart(page, menu, "ui-open-" + menu.substring(1), tag);
      }
    }
    page.navigate(url("/bin"));
    look(page, "bin", tag);
  }

  /// Themes differ in their colours only.
  private static void look(Page page, String name, String tag) {
    if (tag.contains("-light-")) {
      Chromium.check(page, name, tag);
    } else {
      Chromium.checkColours(page, name, tag);
    }
  }

  @Test
  void aListIsFilteredWhileTyping() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui");
      page.locator("#sample-people-q").pressSequentially("dung");
      PlaywrightAssertions.assertThat(page.locator("#sample-people tbody tr th").first())
          .containsText("ng");
      page.waitForCondition(() -> page.url().contains("q=dung"));
      for (String name : page.locator("#sample-people tbody th").allTextContents()) {
        assertTrue(name.contains("Dung") || name.contains("Dũng"), name);
      }
      assertEquals(
          "sample-people-q",
          page.evaluate("document.activeElement.id"),
          "focus stays in the field");
      assertFalse(page.url().contains("group="), page.url());
      page.goBack();
      PlaywrightAssertions.assertThat(page.locator("#sample-people-q")).hasValue("");
    }
  }

  @Test
  void aListIsWorkedByKeyboardAlone() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui");
      walkTo(page, "sample-people-q");
      page.keyboard().type("thuy");
      page.waitForCondition(() -> page.url().contains("q=thuy"));
      walkTo(page, "sample-people-by-lessons");
      page.keyboard().press("Enter");
      Locator head = page.locator("th:has(#sample-people-by-lessons)");
      PlaywrightAssertions.assertThat(head).hasAttribute("aria-sort", "ascending");
      page.waitForCondition(
          () -> "sample-people-by-lessons".equals(page.evaluate("document.activeElement.id")));
      page.keyboard().press("Enter");
      PlaywrightAssertions.assertThat(head).hasAttribute("aria-sort", "descending");
      page.navigate(url("/ui"));
      walkTo(page, "sample-people-page-2");
      page.keyboard().press("Enter");
      page.waitForURL(url("/ui?page=2"));
      Locator columns = page.locator(".columns-choice > summary");
      columns.focus();
      page.keyboard().press("Enter");
      walkToSelector(page, "input[name=col][value=seen]");
      page.keyboard().press("Space");
      PlaywrightAssertions.assertThat(page.locator("#sample-people-by-seen")).isVisible();
      page.keyboard().press("Escape");
      assertTrue((Boolean) columns.evaluate("s => s === document.activeElement"));
    }
  }

  /// Tabs on until the element has the focus; every stop on the way must show it.
  private static void walkTo(Page page, String id) {
    walkToSelector(page, "#" + id);
  }

  private static void walkToSelector(Page page, String selector) {
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 120; i++) {
      page.keyboard().press("Tab");
      Object shown =
          page.evaluate(
              "(() => { const e = document.activeElement; if (e === document.body) return true;"
                  + " const s = getComputedStyle(e); const r = e.getBoundingClientRect();"
                  + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2"
                  + " && r.width > 0 && r.bottom > 0 && r.top < innerHeight; })()");
      String html = String.valueOf(page.evaluate("document.activeElement.outerHTML.slice(0, 200)"));
      assertTrue((Boolean) shown, "the focus is not seen at " + html);
      if ((Boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
      seen.add(html);
    }
    throw new AssertionError(selector + " cannot be reached by keyboard; met " + seen);
  }

  @Test
  void aFormIsFilledAndCorrectedByKeyboardAlone() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui");
      page.locator("#sample-name").focus();
      page.keyboard().type("Dũng");
      page.keyboard().press("Enter");
      page.locator(".problems").waitFor();
      assertTrue((Boolean) page.evaluate("document.activeElement.matches('.problems')"));
      PlaywrightAssertions.assertThat(page.locator("#sample-name")).hasValue("Dũng");
      PlaywrightAssertions.assertThat(page.locator("#sample-name"))
          .hasAttribute("aria-invalid", "true");
      page.keyboard().press("Tab");
      page.keyboard().press("Enter");
      assertEquals("sample-name", page.evaluate("document.activeElement.id"));
      page.locator("#sample-name").fill("Nguyễn Văn Dũng");
      page.locator("#sample-born").fill("2012-09-02");
      page.locator("#sample-name").focus();
      page.keyboard().press("Enter");
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("Đã nhận biểu mẫu");
      PlaywrightAssertions.assertThat(page.locator("#sample-name")).hasValue("");
    }
  }

  @Test
  void whatWasTypedSurvivesAReloadAndLeavesWithItsWriter() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui");
      page.locator("#sample-name").fill("Trần Thị Hoà");
      page.locator("#sample-days input[value='4']").check();
      page.locator("#sample-height").fill("140.5");
      page.locator("#sample-word").fill("bí mật lắm");
      page.reload();
      PlaywrightAssertions.assertThat(page.locator("#sample-name")).hasValue("Trần Thị Hoà");
      PlaywrightAssertions.assertThat(page.locator("#sample-days input[value='4']")).isChecked();
      PlaywrightAssertions.assertThat(page.locator("#sample-height")).hasValue("");
      PlaywrightAssertions.assertThat(page.locator("#sample-word")).hasValue("");
      String kept = String.valueOf(page.evaluate("JSON.stringify(localStorage)"));
      assertTrue(kept.contains("Hoà") && !kept.contains("140.5") && !kept.contains("mật"), kept);
      PlaywrightAssertions.assertThat(page.locator(".restored")).isVisible();
      page.locator("[data-discard]").click();
      PlaywrightAssertions.assertThat(page.locator("#sample-name")).hasValue("");
      page.locator("#sample-name").fill("Trần Thị Hoà");
      page.locator(".account summary").click();
      page.locator("[data-leave] button").click();
      page.waitForURL(url("/login"));
      assertEquals("{}", page.evaluate("JSON.stringify(localStorage)"));
    }
  }

  @Test
  void everythingWorksWithoutScripts() {
    try (BrowserContext context = visitor("vi", 1366, false)) {
      Page page = at(context, "/ui");
      page.locator("#sample-people-q").fill("dung");
      page.keyboard().press("Enter");
      page.waitForURL(Pattern.compile(".*q=dung.*"));
      page.locator("#sample-people-by-name").click();
      page.waitForURL(Pattern.compile(".*sort=-name.*"));
      assertTrue(page.url().contains("sort=-name") && page.url().contains("q=dung"), page.url());
      String name = page.locator("#sample-people tbody th").first().textContent().strip();
      page.locator("#sample-people tbody tr").first().locator(".do button").click();
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("Đã xoá " + name);
      page.locator(".toast button").click();
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("Đã khôi phục");
      assertTrue(page.url().contains("sort=-name"), page.url());
      page.locator("[data-dialog]").click();
      PlaywrightAssertions.assertThat(page.locator("dialog")).isVisible();
    }
  }

  @Test
  void aDeletedPersonLiesInTheBin() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui?q=Huy%E1%BB%81n+Tr%C3%A2n");
      page.locator("#sample-people .do button").click();
      PlaywrightAssertions.assertThat(page.locator(".toast [role=status]")).containsText("Đã xoá");
      page.navigate(url("/bin"));
      PlaywrightAssertions.assertThat(page.locator("#bin tbody tr")).hasCount(1);
      page.locator("#bin .do button").click();
      PlaywrightAssertions.assertThat(page.locator(".empty")).containsText("Thùng rác trống");
    }
  }

  @Test
  void aViewIsSavedAndUsedAgain() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui?group=6A2&sort=-lessons");
      page.locator(".views > summary").click();
      page.locator("#sample-people-view-name").fill("Lớp 6A2 nhiều tiết");
      page.locator(".save-view button").click();
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("Đã lưu góc nhìn");
      page.navigate(url("/ui"));
      page.locator(".views > summary").click();
      page.locator(".views a").first().click();
      page.waitForURL(url("/ui?group=6A2&sort=-lessons"));
      page.locator(".views > summary").click();
      page.locator(".views li button").click();
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("Đã xoá góc nhìn");
    }
  }

  @Test
  void aProjectorShowsNoNames() {
    try (BrowserContext context = visitor("vi", 1366, true)) {
      Page page = at(context, "/ui?theme=projector");
      assertFalse(page.locator("body").innerText().contains("Nguyễn"));
      Object size = page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)");
      assertTrue(((Number) size).doubleValue() >= 26, "letters of " + size + " px");
    }
  }
}
