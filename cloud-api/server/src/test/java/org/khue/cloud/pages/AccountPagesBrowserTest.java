package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.fleet.config.ConfigSample;
import org.khue.cloud.fleet.update.ProgramSample;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

/// The pages of accounts and of administration in a real browser: accessible in both languages, in
/// light and dark, narrow and wide.
class AccountPagesBrowserTest {
  private static final Map<String, String> PAGES = new LinkedHashMap<>();
  private static final UUID JOB = UUID.randomUUID();
  private static Chromium chromium;
  private static TestCloud cloud;
  private static UUID head;
  private static UUID half;
  private static UUID teacher;

  @BeforeAll
  static void open() {
    chromium = Chromium.open();
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.mail.host", "127.0.0.1");
    settings.put("khue.mail.from", "khue@truong.example");
    cloud = TestCloud.start(settings);
    head = Members.member(cloud, "trang.chu", Role.PRINCIPAL, Reach.ROOT);
    for (Role role : List.of(Role.CITY_OVERSIGHT, Role.IT_OFFICER, Role.AUDITOR)) {
      Members.assign(cloud, head, role, Reach.ROOT, "NULL");
    }
    half = Members.member(cloud, "trang.nua", Role.TEACHER, Reach.ROOT);
    teacher = Members.member(cloud, "co.giao", Role.TEACHER, Reach.ROOT);
    rows();
    PAGES.put("profile", "/profile");
    PAGES.put("mail", "/profile/mail");
    PAGES.put("sign-ins", "/profile/sign-ins");
    PAGES.put("tokens", "/profile/tokens");
    PAGES.put("enrol", "/profile/second");
    PAGES.put("password", "/login/password");
    PAGES.put("confirm", "/login/confirm");
    PAGES.put("forgotten", "/login/forgotten");
    PAGES.put("reset", "/login/reset");
    PAGES.put("accounts", "/accounts");
    PAGES.put("account", "/accounts/" + teacher);
    PAGES.put("roles", "/roles");
    PAGES.put("breakglass", "/breakglass");
    PAGES.put("audit", "/audit");
    PAGES.put("jobs", "/jobs");
    PAGES.put("jobs-all", "/jobs/all");
    PAGES.put("job", "/jobs/" + JOB);
    PAGES.put("notices", "/notices");
    PAGES.put("events", "/events");
    PAGES.put("retention", "/retention");
    PAGES.put("claims", "/gateways/claims");
    PAGES.put("claim-new", "/gateways/claims/new");
    PAGES.put("certificates", "/gateways/certificates");
    new ProgramSample().calls(cloud, Reach.ROOT);
    PAGES.put("programs", "/gateways/programs");
    new ConfigSample().calls(cloud, Reach.ROOT);
    PAGES.put("configs", "/gateways/mx-config/config");
    PAGES.put("config-edit", "/gateways/mx-config/config/edit");
    PAGES.put("config", "/gateways/mx-config/config/1");
    PAGES.put("oneroster", "/oneroster");
  }

  /// Something to show on each page.
  private static void rows() {
    cloud.execute(
        "INSERT INTO identity.totp (account_id, secret, confirmed_at) VALUES ('"
            + half
            + "', '\\x0102030405060708090a0b0c0d0e0f1011121314', now())");
    cloud.execute(
        "INSERT INTO identity.breakglass (account_id, name, role, unit_id, reason, started_at,"
            + " until) VALUES ('"
            + head
            + "', 'Trần Thị Hoà', 'librarian', '"
            + Reach.ROOT
            + "', 'Thủ thư ốm, cần mở thư viện', now() - interval '2 hours',"
            + " now() - interval '1 hour')");
    cloud.execute(
        "INSERT INTO identity.sign_in (account_id, at, what, method, second_factor, source, device)"
            + " SELECT '"
            + head
            + "', now() - n * interval '1 hour', w, 'password', n > 1, '10.0.0.7', 'Firefox, Linux'"
            + " FROM unnest(ARRAY['entered','failed','left','token']) WITH ORDINALITY AS t(w, n)");
    cloud.execute(
        "INSERT INTO platform.job (id, kind, title, input, acting, account, starter, unit_id,"
            + " state, done, total, message, created_at, started_at) VALUES ('"
            + JOB
            + "', 'people.import', 'hoc-sinh.xlsx', '{}', '{}', '"
            + head
            + "', 'Trần Thị Hoà', '"
            + Reach.ROOT
            + "', 'FAILED', 3, 10, '', now(), now())");
    cloud.execute(
        "INSERT INTO platform.notice (id, account, title_key, body_key, args, href, weight,"
            + " created_at) VALUES (gen_random_uuid(), '"
            + head
            + "', 'notice.reset', 'notice.reset-body', '{}', '/profile', 'URGENT', now())");
    cloud.execute(
        "INSERT INTO platform.outbox (position, at, type, key, unit_id, payload) VALUES"
            + " (900001, now(), 'people.merged', 'k', '"
            + Reach.ROOT
            + "', '{}'), (900002, now(), 'people.merged', 'k', '"
            + Reach.ROOT
            + "', '{}')");
    cloud.execute(
        "INSERT INTO platform.event_parked (subscriber, position, key, attempts, next_at, dead,"
            + " fault) VALUES ('identity.persons', 900001, 'k', 12, now(), true,"
            + " 'IllegalStateException at Persons.take'),"
            + " ('identity.persons', 900002, 'k', 0, now(), false, '')");
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

  private static void enter(BrowserContext context, UUID account) {
    String[] cookie = Members.session(cloud, account).split("=", 2);
    URI here = cloud.uri("/");
    context.addCookies(
        List.of(new Cookie(cookie[0], cookie[1]).setDomain(here.getHost()).setPath("/")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void everyPageIsAccessible(String language) {
    List<String> faults = new ArrayList<>();
    try (BrowserContext context =
        chromium.visitor(AccountPagesBrowserTest::url, language, ColorScheme.LIGHT, 1366)) {
      Page page = context.pages().getFirst();
      page.onPageError(faults::add);
      page.onConsoleMessage(message -> {
        if (message.type().equals("error")) {
          faults.add(page.url() + " " + message.text());
        }
      });
      faults.addAll(Chromium.allFaults(page, "greeting", language));
      enter(context, head);
      for (Map.Entry<String, String> entry : PAGES.entrySet()) {
        page.navigate(url(entry.getValue()));
        assertEquals(url(entry.getValue()), page.url());
        faults.addAll(Chromium.allFaults(page, entry.getKey(), language));
      }
      page.navigate(url("/accounts/" + teacher));
      page.locator("form[action$='/code'] button").click();
      faults.addAll(Chromium.allFaults(page, "code", language));
      theSecondStep(context, page, language, faults);
    }
    assertEquals(List.of(), faults);
  }

  /// Somebody whose second factor is still to be shown, then their new recovery codes.
  private static void theSecondStep(
      BrowserContext context, Page page, String language, List<String> faults) {
    enter(context, half);
    cloud.execute(
        "UPDATE identity.session SET second_factor = false WHERE account_id = '" + half + "'");
    page.navigate(url("/login/second"));
    faults.addAll(Chromium.allFaults(page, "second", language));
    enter(context, half);
    page.navigate(url("/profile"));
    page.locator("form[action='/profile/second/recovery'] button").click();
    faults.addAll(Chromium.allFaults(page, "recovery", language));
  }
}
