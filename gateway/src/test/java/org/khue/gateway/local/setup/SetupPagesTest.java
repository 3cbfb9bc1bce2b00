package org.khue.gateway.local.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.identity.ClaimCommand.Sticker;
import org.khue.gateway.local.Browser;
import org.khue.gateway.local.LocalSite;
import org.khue.gateway.local.TestSite;
import org.khue.gateway.testing.ManualTime;

class SetupPagesTest {
  private static final String CA = "ab".repeat(32);
  private static final String CONTENT =
      "khue:claim?gateway=gw-1&code=7K3QFD-X9M2TPRHW4&pin=04711234"
          + "&cloud=https%3A%2F%2Fcloud.example&ca="
          + CA;

  private final List<Sticker> claims = new ArrayList<>();
  private final TestSite parts = new TestSite();
  private final TestSite.FixedBook book = parts.new FixedBook();
  private volatile boolean claimed;
  private volatile String refusal = "";
  private LocalSite site;
  private Browser browser;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    parts.book = book;
    parts.pin = () -> claimed ? Optional.of(TestSite.HASH) : Optional.empty();
    parts.owner =
        new SetupPages.Owner() {
          @Override
          public boolean claimed() {
            return claimed;
          }

          @Override
          public Optional<String> claim(Sticker sticker) {
            claims.add(sticker);
            claimed = refusal.isEmpty();
            return claimed ? Optional.empty() : Optional.of(refusal);
          }
        };
    site =
        LocalSite.start(
            new Endpoint("127.0.0.1", 0), parts.pages(new ManualTime(), data).handler());
    browser = new Browser(site.port());
  }

  @AfterEach
  void stop() {
    browser.close();
    site.close();
  }

  private int claim(String content) throws Exception {
    browser.get("/setup/claim");
    return browser.post("/setup/claim", Map.of("sticker", content)).statusCode();
  }

  @Test
  void theWholeStickerClaimsAndSignsTheInstallerIn() throws Exception {
    assertEquals("/setup/claim", browser.get("/setup").headers().firstValue("location").get());
    assertEquals(303, browser.get("/setup/room").statusCode(), "all else is closed");
    assertEquals(303, claim(CONTENT));
    assertEquals("https://cloud.example", claims.getFirst().cloud().toString());
    assertEquals("7K3QFD-X9M2TPRHW4", claims.getFirst().code());
    assertEquals(200, browser.get("/setup").statusCode());
    assertEquals(409, browser.get("/setup/claim").statusCode(), "only once");
  }

  @Test
  void aWrongStickerSendsNothing() throws Exception {
    assertEquals(422, claim(CONTENT.replace("gw-1", "gw-2")));
    assertEquals(422, claim(CONTENT.replace("https", "http")));
    assertEquals(422, claim(CONTENT.replace(CA, "12")));
    assertEquals(422, claim("khue:claim?code=%zz"));
    assertEquals(List.of(), claims);
  }

  @Test
  void theCloudsRefusalIsToldAndNobodyIsSignedIn() throws Exception {
    refusal = "This code is over <b>";
    browser.get("/setup/claim");
    var answer = browser.post("/setup/claim", Map.of("sticker", CONTENT));
    assertEquals(502, answer.statusCode());
    assertTrue(answer.body().contains("This code is over &lt;b&gt;"), answer.body());
    assertEquals(303, browser.get("/setup/room").statusCode());
  }

  @Test
  void theRoomGetsItsNameAndTheRestOfItsFileStays() throws Exception {
    claim(CONTENT);
    browser.get("/setup/room");
    Map<String, String> names = Map.of("vi", "Phòng \"Vật lí\"", "en", "Lab", "kind", "steam");
    assertEquals(303, browser.post("/setup/room", names).statusCode());
    assertEquals(
        "room:\n  id: r\n  kind: steam\n"
            + "  name: { vi: \"Phòng \\\"Vật lí\\\"\", en: \"Lab\" } # here\n",
        book.text);
    Map<String, String> empty = Map.of("vi", "", "en", "Lab", "kind", "steam");
    assertEquals(422, browser.post("/setup/room", empty).statusCode());
  }

  @Test
  void namesInABlockAreWrittenOverToo() {
    String text = "room:\n  name:\n    vi: A\n    en: B\n  kind: classroom\ndevices: []\n";
    assertEquals(
        Optional.of("room:\n  name:\n    { vi: \"C\", en: \"D\" }\n  kind: library\ndevices: []\n"),
        RoomNaming.named(text, "C", "D", "library").map(each -> each.replace("}\n  \n", "}\n")));
    assertEquals(Optional.empty(), RoomNaming.named("devices: []", "C", "D", "library"));
  }

  @Test
  void theTestSaysWhatIsMissing() throws Exception {
    claim(CONTENT);
    String page = browser.get("/setup/test").body();
    assertTrue(page.contains("Chưa đạt"), page);
    assertTrue(page.contains("Phòng chưa có thiết bị nào"), page);
  }
}
