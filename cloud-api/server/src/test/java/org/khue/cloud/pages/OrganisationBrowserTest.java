package org.khue.cloud.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.TestDatabase;

/// An officer of the city sets a school up, as `docs/how-to/set-up-a-school.md` says; and every
/// page on that way is accessible.
class OrganisationBrowserTest {
  private static final String SCHOOL = "/units/" + DemoCity.SCHOOL;
  private static final Map<String, String> PAGES =
      Map.ofEntries(
          Map.entry("start", "/"),
          Map.entry("org-unit", SCHOOL),
          Map.entry("org-edit", SCHOOL + "/edit"),
          Map.entry("org-below", "/units/" + DemoCity.WARD + "/below/new"),
          Map.entry("org-merge", SCHOOL + "/merge"),
          Map.entry("org-close", SCHOOL + "/close"),
          Map.entry("org-places", SCHOOL + "/places"),
          Map.entry("org-site", SCHOOL + "/sites/new"),
          Map.entry("org-building", SCHOOL + "/buildings/new"),
          Map.entry("org-rooms", SCHOOL + "/rooms"),
          Map.entry("org-room", SCHOOL + "/rooms/new"),
          Map.entry(
              "org-history",
              SCHOOL + "/rooms/" + DemoCity.id("room", "SK-THCS-01", "A101") + "/history"),
          Map.entry("org-classes", SCHOOL + "/classes"),
          Map.entry("org-class", SCHOOL + "/classes/new"),
          Map.entry("org-copy", SCHOOL + "/classes/copy/2026"),
          Map.entry("org-calendar", SCHOOL + "/calendar"),
          Map.entry("org-year", SCHOOL + "/calendar/new"),
          Map.entry("org-relation", SCHOOL + "/relations/new"),
          Map.entry("org-gateways", "/gateways"),
          Map.entry("org-place", "/gateways/gw-1/place"));

  private static TestCloud cloud;
  private static Chromium chromium;

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

  private static Page officer(BrowserContext context) {
    Page page = context.pages().getFirst();
    page.locator("button[value=city-oversight]").click();
    page.waitForURL(url("/use"));
    return page;
  }

  /// One sign-in and one load of a page for each language; width and colours change in place.
  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void everyPageIsAccessible(String language) {
    try (BrowserContext context =
        chromium.visitor(OrganisationBrowserTest::url, language, ColorScheme.LIGHT, 1366)) {
      Page page = officer(context);
      for (Map.Entry<String, String> entry : PAGES.entrySet()) {
        page.navigate(url(entry.getValue()));
        Chromium.checkAll(page, entry.getKey(), language);
      }
    }
  }

  @Test
  void anOfficerSetsASchoolUp() {
    try (BrowserContext context =
        chromium.visitor(OrganisationBrowserTest::url, "vi", ColorScheme.LIGHT, 1366)) {
      Page page = officer(context);
      page.navigate(url("/units/" + DemoCity.WARD));
      follow(page, "Thêm đơn vị trực thuộc");
      page.getByLabel("Mã", new Page.GetByLabelOptions().setExact(false)).first().fill("TH-MOI-1");
      page.locator("[name=kind]").selectOption("school");
      page.locator("[name=levels][value=primary]").check();
      page.locator("[name=name]").fill("Trường Tiểu học Mới");
      page.locator("[name=since]").fill("2026-08-01");
      page.locator("[name=decision]").fill("77/QĐ-UBND");
      save(page);
      PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Trường Tiểu học Mới");
      String school = page.url();

      follow(page, "Cơ sở và toà nhà");
      follow(page, "Thêm cơ sở");
      page.locator("[name=name]").fill("Cơ sở chính");
      page.locator("[name=latitude]").fill("16,0544");
      page.locator("[name=longitude]").fill("108,2022");
      page.locator("[name=main]").check();
      save(page);
      follow(page, "Thêm toà nhà");
      page.locator("[name=code]").fill("A");
      page.locator("[name=name]").fill("Nhà A");
      page.locator("[name=floors]").fill("2");
      save(page);

      for (int i = 1; i <= 3; i++) {
        page.navigate(school + "/rooms");
        follow(page, "Thêm phòng");
        page.locator("[name=code]").fill("A10" + i);
        page.locator("[name=name]").fill("Phòng học " + i);
        page.locator("[name=kind]").selectOption("classroom");
        page.locator("[name=floor]").fill("1");
        save(page);
      }

      page.navigate(school + "/calendar");
      follow(page, "Thêm năm học");
      page.locator("[name=holidays]").fill("20/11/2027 Ngày Nhà giáo Việt Nam");
      save(page);
      PlaywrightAssertions.assertThat(page.locator("main")).containsText("Ngày Nhà giáo Việt Nam");

      for (String name : List.of("1A", "1B")) {
        page.navigate(school + "/classes");
        follow(page, "Thêm lớp");
        page.locator("[name=year]").selectOption("2027");
        page.locator("[name=grade]").selectOption("1");
        page.locator("[name=name]").fill(name);
        save(page);
      }
      PlaywrightAssertions.assertThat(page.locator("table")).containsText("1B");

      page.navigate(school + "/rooms");
      page.locator("form[action*='/remove'] button").last().click();
      PlaywrightAssertions.assertThat(page.locator(".toast")).containsText("A103");
      PlaywrightAssertions.assertThat(page.locator("table")).not().containsText("A103");
      page.navigate(url("/bin"));
      page.locator("form[action*='/restore'] button").first().click();
      page.navigate(school + "/rooms");
      PlaywrightAssertions.assertThat(page.locator("table")).containsText("A103");
    }
  }

  private static void follow(Page page, String words) {
    page.locator("main a", new Page.LocatorOptions().setHasText(words)).first().click();
  }

  private static void save(Page page) {
    page.locator("main form button[type=submit]").first().click();
    page.waitForCondition(() -> !page.url().contains("/new"));
  }
}
