package org.khue.gateway.local.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.EventKind;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Profile;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.identity.FakeAuthority;
import org.khue.gateway.identity.GatewayIdentity.Seal;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.LocalSite;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.TestSite;
import org.khue.gateway.local.room.Orders;
import org.khue.gateway.report.ReportCheck;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.testing.Points;

/// The acceptance test from the button to the report.
class AcceptanceTest {
  private static final Pattern REPORT = Pattern.compile("/setup/test/test-[0-9-]+\\.pdf");

  private final TestSite parts = new TestSite();
  private final List<String> orders = new CopyOnWriteArrayList<>();
  private LocalSite site;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    parts.room =
        Points.room(
            List.of(
                device("plug", "plug", "power-off"),
                device("lamp", "plug", null),
                device("reader", "card-reader", null)));
    parts.orders =
        (device, command, args, by) -> {
          orders.add(device + " " + command + " " + by);
          return CompletableFuture.completedFuture(new Orders.Ended(true, "OFF"));
        };
    site =
        LocalSite.start(
            new Endpoint("127.0.0.1", 0), parts.pages(new ManualTime(), data).handler());
    browser = new Browser(site.port());
    browser.signIn(TestSite.PIN);
  }

  @AfterEach
  void stop() {
    browser.close();
    site.close();
  }

  private static RoomDevice device(
      String id, String kind, @org.jspecify.annotations.Nullable String test) {
    Profile profile =
        new Profile(
            id,
            "any",
            kind,
            Map.of("vi", id),
            List.of(),
            List.of(
                new CommandSpec("power-on", Map.of("vi", "Bật"), Map.of(), Duration.ofSeconds(1)),
                new CommandSpec("power-off", Map.of("vi", "Tắt"), Map.of(), Duration.ofSeconds(1))),
            null,
            null,
            test);
    return new RoomDevice(
        new DeviceConfig(id, Map.of(), "room.yaml:1"), profile, Map.of("vi", "Máy " + id));
  }

  /// Begins the test and waits for its report.
  private byte[] tested() throws Exception {
    String offer = browser.get("/setup/test").body();
    assertTrue(offer.contains("Máy plug – Tắt"), "what will be ordered is told before: " + offer);
    assertFalse(offer.contains("Máy lamp – Tắt"), offer);
    assertEquals(303, browser.post("/setup/test", Map.of()).statusCode());
    String found =
        Awaitility.await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> {
                  Matcher link = REPORT.matcher(browser.get("/setup/test").body());
                  return link.find() ? link.group() : "";
                },
                link -> !link.isEmpty());
    return browser.bytes(found).body();
  }

  private static String text(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void itOrdersWaitsForACardAndTheCloudAndSignsWhatItFound() throws Exception {
    FakeAuthority authority = new FakeAuthority(Instant.now().minusSeconds(60));
    KeyPair keys = FakeAuthority.keys();
    parts.seal =
        new Seal(
            keys.getPrivate(),
            List.of(
                authority.sign("gw-1", keys.getPublic(), Instant.now(), Duration.ofDays(90)),
                authority.root));
    parts.patience = Duration.ofSeconds(30);
    Thread.ofVirtual()
        .start(() ->
            Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                  parts.tap("card");
                  return !parts.journal.events(EventKind.GATEWAY_TESTED).isEmpty();
                }));
    byte[] pdf = tested();
    assertEquals(List.of("plug power-off local:pin"), orders);
    String text = text(pdf);
    for (String told :
        List.of("thiết bị xác nhận", "OFF", "đọc được thẻ", "máy chủ đã xác nhận", "Đúng giờ")) {
      assertTrue(text.contains(told), told + " in " + text);
    }
    String root =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(authority.root.getEncoded()));
    assertInstanceOf(ReportCheck.Verdict.Genuine.class, ReportCheck.of(pdf, root));
  }

  @Test
  void withoutCloudCardAndReceiptItSaysSo() throws Exception {
    parts.orders =
        (device, command, args, by) ->
            CompletableFuture.completedFuture(new Orders.Ended(false, "gone: no answer"));
    LocalStatus on = TestSite.STATUS;
    parts.status =
        () ->
            new LocalStatus(
                on.gateway(),
                on.room(),
                false,
                on.version(),
                1,
                1,
                on.clock(),
                1,
                0,
                9,
                false,
                null,
                0,
                List.of());
    String text = text(tested());
    for (String told :
        List.of(
            "CHƯA ĐẠT",
            "gone: no answer",
            "Không có thẻ nào được chạm",
            "chưa nối được máy chủ",
            "KHÔNG có chữ ký")) {
      assertTrue(text.contains(told), told + " in " + text);
    }
  }

  @Test
  void aReportThatIsNotThereIsNotRead() throws Exception {
    assertEquals(404, browser.get("/setup/test/..%2f..%2fwrong-pins").statusCode());
    assertEquals(404, browser.get("/setup/test/test-1.pdf").statusCode());
  }
}
