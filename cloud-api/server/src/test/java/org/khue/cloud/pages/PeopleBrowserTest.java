package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

/// What a school office does with a pupil, and every page of people and imports, in a real browser.
class PeopleBrowserTest {
  private static final String PUPILS =
      """
      Mã học sinh *,Họ và tên *,Ngày sinh *,Giới tính *,Số định danh cá nhân,Lớp *,Địa chỉ
      7900000001,Nguyễn Thị Ngân,12/03/2014,Nữ,,6A1,1 đường Sao
      7900000002,Trần Văn 7,31/02/2014,nam,12345,6Z9,2 đường Sao
      """;

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

  private static Page office(BrowserContext context) {
    Page page = context.pages().getFirst();
    page.locator("button[value=principal]").click();
    page.locator(".account").waitFor();
    return page;
  }

  private static Locator field(Page page, String name) {
    return page.locator("main form.form [name='" + name + "']");
  }

  private static void save(Page page) {
    page.locator("main form.form button[type=submit]").click();
  }

  /// Adds a pupil on the page, and gives the path of theirs.
  private static String added(Page page, String given) {
    page.navigate(url("/people/new"));
    field(page, "family").fill("Nguyễn Thị");
    field(page, "given").fill(given);
    field(page, "birth").fill("2014-03-12");
    field(page, "sex").selectOption("FEMALE");
    field(page, "unit").selectOption(DemoCity.SCHOOL.toString());
    field(page, "kind").selectOption("PUPIL");
    field(page, "class").fill("6A1");
    field(page, "from").fill("2026-09-05");
    save(page);
    PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Nguyễn Thị " + given);
    return page.url().substring(url("/").length() - 1);
  }

  private static void guardian(Page page) {
    page.locator("#guardians header a").click();
    page.locator("#guardian-q").fill("khong co ai");
    page.locator("form[role=search] button").click();
    PlaywrightAssertions.assertThat(page.locator("main [role=status]").first())
        .containsText("Không thấy ai");
    field(page, "family").fill("Trần Thị");
    field(page, "given").fill("Sen");
    field(page, "phone").fill("0912 345 678");
    field(page, "relation").selectOption("MOTHER");
    field(page, "legal").check();
    page.locator("main form.form button[type=submit]").dblclick();
    PlaywrightAssertions.assertThat(page.locator("#guardians li")).hasCount(1);
    PlaywrightAssertions.assertThat(page.locator("#guardians li")).containsText("Trần Thị Sen");
  }

  private static void consent(Page page) {
    page.locator("#consents li").first().locator(".do a").click();
    PlaywrightAssertions.assertThat(page.locator("main")).containsText("trang của trường");
    page.locator("main form.form input[value=yes]").check();
    field(page, "by").selectOption(new SelectOption().setLabel("Trần Thị Sen"));
    save(page);
    PlaywrightAssertions.assertThat(page.locator("#consents li").first())
        .containsText("Trần Thị Sen · trên giấy");
  }

  private static void card(Page page) {
    page.locator("#cards header a").click();
    field(page, "number").focus();
    page.keyboard().type("04A1B2C3D4E5F7"); // as a reader does
    page.keyboard().press("Enter");
    PlaywrightAssertions.assertThat(page.locator("#cards li")).hasCount(1);
  }

  @Test
  void anOfficeAddsAPupilWithGuardianConsentAndCardAndEndsAPlace() {
    try (BrowserContext context =
        chromium.visitor(PeopleBrowserTest::url, "vi", ColorScheme.LIGHT, 1366)) {
      Page page = office(context);
      added(page, "Ngọc");
      PlaywrightAssertions.assertThat(page.locator("#memberships")).containsText("lớp 6A1");
      guardian(page);
      consent(page);
      card(page);
      page.locator("#identifiers header a").click();
      field(page, "scheme").selectOption("NATIONAL");
      field(page, "number").fill("0793");
      save(page);
      page.locator(".problems").waitFor();
      PlaywrightAssertions.assertThat(page.locator(".problem")).containsText("12 chữ số");
      field(page, "number").fill("079314123456");
      save(page);
      PlaywrightAssertions.assertThat(page.locator("#identifiers li")).containsText("•••456");
      page.locator("#identifiers li button").click();
      PlaywrightAssertions.assertThat(page.locator("#identifiers li")).containsText("079314123456");
      page.goBack();
      Chromium.picture(page, "person-page");
      page.locator("#memberships .do a").last().click();
      save(page);
      PlaywrightAssertions.assertThat(page.locator("#memberships li")).containsText(" đến ");
    }
  }

  private static Map<String, String> pages(String person, String run) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("people", "/people");
    pages.put("people-new", "/people/new");
    pages.put("person", person);
    pages.put("person-edit", person + "/edit");
    pages.put("person-history", person + "/history");
    pages.put("person-merge", person + "/merge");
    pages.put("person-erase", person + "/erase");
    pages.put("person-identifier", person + "/identifiers/new");
    pages.put("person-card", person + "/card");
    pages.put("person-place", person + "/memberships/new");
    pages.put("person-guardian", person + "/guardians/new?q=nguyen");
    pages.put("person-consent", person + "/consents/PICTURES");
    pages.put("person-paper", person + "/consents/paper");
    pages.put("imports", "/imports");
    pages.put("import-new", "/imports/new");
    pages.put("import-run", run);
    return pages;
  }

  /// Sends a file with a right row and a wrong one.
  private static String sent(Page page) {
    page.navigate(url("/imports/new?list=pupils"));
    field(page, "unit").selectOption(DemoCity.SCHOOL.toString());
    byte[] content = PUPILS.getBytes(StandardCharsets.UTF_8);
    field(page, "file").setInputFiles(new FilePayload("hoc-sinh.csv", "text/csv", content));
    save(page);
    page.locator("main [role=status] .tiles").waitFor();
    return page.url().substring(url("/").length() - 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void everyPageIsAccessible(String language) {
    List<String> errors = new ArrayList<>();
    try (BrowserContext context =
        chromium.visitor(PeopleBrowserTest::url, language, ColorScheme.LIGHT, 1366)) {
      Page page = office(context);
      page.onPageError(errors::add);
      String person = added(page, "Ngân");
      added(page, "Ngân");
      page.navigate(url(person + "/card"));
      giveCard(page, language);
      String run = sent(page);
      for (Map.Entry<String, String> entry : pages(person, run).entrySet()) {
        page.navigate(url(entry.getValue()));
        Chromium.checkAll(page, entry.getKey(), language);
      }
    }
    assertEquals(List.of(), errors);
    assertTrue(cloud.count("SELECT count(*) FROM platform.import_run") > 0);
  }

  private static void giveCard(Page page, String language) {
    field(page, "number").fill(language.equals("vi") ? "04AAAAAAAAAA01" : "04AAAAAAAAAA02");
    save(page);
    PlaywrightAssertions.assertThat(page.locator("#cards li")).hasCount(1);
  }
}
