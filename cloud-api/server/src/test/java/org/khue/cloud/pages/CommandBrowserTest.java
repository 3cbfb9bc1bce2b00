package org.khue.cloud.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.telemetry.internal.ingest.Batches;
import org.khue.contract.EventKind;

/// Commands on a device's page, in a real browser.
class CommandBrowserTest {
  private static final String DEVICE = "/rooms/" + School.STEAM + "/devices/projector";

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

  private static void receipt(String outcome, Map<String, String> said) {
    List<List<Object>> newest =
        school.cloud().rows("SELECT id::text FROM fleet.command ORDER BY id DESC LIMIT 1");
    school.happen(
        School.STEAM,
        Batches.event(
            Instant.now(),
            "projector",
            EventKind.COMMAND_ENDED,
            Map.of(
                "command",
                newest.getFirst().getFirst().toString(),
                "outcome",
                outcome,
                "reason",
                "busy: The projector is cooling down",
                "said",
                said)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vi", "en"})
  void whyTheDeviceRefusedShowsWithoutLoadingThePageAgain(String language) {
    try (BrowserContext context =
        chromium.visitor(CommandBrowserTest::url, language, ColorScheme.LIGHT, 1366)) {
      Page page = Chromium.signedIn(context, CommandBrowserTest::url);
      page.navigate(url(DEVICE));
      page.locator("#command-projector-power-on button[type=submit]").click();
      page.waitForURL(url(DEVICE + "#commands"));
      Locator newest = page.locator(".ordered li").first();
      PlaywrightAssertions.assertThat(newest)
          .containsText(language.equals("vi") ? "chờ thiết bị" : "waiting for the device");
      String why =
          language.equals("vi")
              ? "Máy chiếu đang nguội, thử lại sau khoảng 40 giây."
              : "The projector is cooling down: try again in about 40 s.";
      receipt("failed", Map.of(language, why));
      PlaywrightAssertions.assertThat(newest).containsText(why);
      Chromium.checkAll(page, "device-commands", language);
    }
  }

  @Test
  void aDangerousCommandAsksTwiceAndAWrongNumberSaysTheRange() {
    try (BrowserContext context =
        chromium.visitor(CommandBrowserTest::url, "vi", ColorScheme.LIGHT, 360, false)) {
      Page page = Chromium.signedIn(context, CommandBrowserTest::url);
      page.navigate(url(DEVICE));
      Locator form = page.locator("#command-projector-lamp");
      form.locator("input[name=arg-0]").fill("900");
      form.locator("button[type=submit]").click();
      PlaywrightAssertions.assertThat(page.locator("#command-projector-lamp .wrong")).hasCount(2);
      PlaywrightAssertions.assertThat(page.locator("body")).containsText("100");
      page.locator("input[name=arg-0]").fill("80");
      page.locator("input[name=confirmed]").check();
      page.locator("#command-projector-lamp button[type=submit]").click();
      PlaywrightAssertions.assertThat(page.locator(".ordered li").first()).containsText("80");
      receipt("done", Map.of());
      page.reload();
      PlaywrightAssertions.assertThat(page.locator(".ordered li").first())
          .containsText("Đã thực hiện");
    }
  }
}
