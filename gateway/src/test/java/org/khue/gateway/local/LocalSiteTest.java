package org.khue.gateway.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.contract.ClockState;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.testing.ManualTime;

class LocalSiteTest {
  private static final LocalStatus STATUS =
      new LocalStatus(
          "gw-vat-li-1",
          Map.of("vi", "Phòng Vật lí 1", "en", "Physics lab 1"),
          true,
          "0.1.0",
          7,
          65,
          ClockState.SYNCED,
          3,
          1_200,
          4_000,
          false,
          null,
          70_000_000,
          List.of(
              new DeviceStatus(
                  "meter",
                  Map.of("vi", "Công tơ <b>", "en", "Meter"),
                  DeviceState.OFFLINE,
                  "gone",
                  "tcp://10.0.3.7:502 refuses",
                  Map.of("vi", "Kiểm tra cáp", "en", "Check the cable"),
                  10_000_000),
              new DeviceStatus(
                  "plug",
                  Map.of("vi", "Ổ cắm"),
                  DeviceState.ONLINE,
                  "ok",
                  "",
                  Map.of(),
                  69_000_000)));

  private final HttpClient client = HttpClient.newHttpClient();
  private LocalSite site;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    TestSite parts = new TestSite();
    parts.status = () -> STATUS;
    parts.pin = Optional::empty;
    LocalPages pages = parts.pages(new ManualTime(), data);
    site = LocalSite.start(new Endpoint("127.0.0.1", 0), pages.handler());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void healthIsJson() throws Exception {
    HttpResponse<String> answer = get("/health", "en");
    assertEquals(
        "application/json; charset=utf-8", answer.headers().firstValue("content-type").orElse(""));
    JsonNode health = JsonMapper.builder().build().readTree(answer.body());
    assertEquals("attention", health.path("status").asText());
    assertEquals("gw-vat-li-1", health.path("gateway").asText());
    assertEquals(3, health.path("queuedEvents").asInt());
    assertEquals(1_200, health.path("queuedTelemetry").asInt());
    assertFalse(health.path("cloudConnected").asBoolean(true));
    JsonNode meter = health.path("devices").path(0);
    assertEquals("OFFLINE", meter.path("state").asText());
    assertEquals("gone", meter.path("reason").asText());
    assertEquals("Check the cable", meter.path("next").asText());
    assertEquals(60, meter.path("lastSeenSecondsAgo").asInt());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/         |                       | vi",
        "/         | vi-VN,vi;q=0.9        | vi",
        "/         | en-GB,en;q=0.9,vi;q=0.1 | en",
        "/         | fr-FR                 | vi",
        "/         | ;;;                   | vi",
        "/?lang=en | vi                    | en",
        "/?lang=vi | en                    | vi",
        "/?lang=xx | en                    | en",
      })
  void thePageSpeaksTheReadersLanguage(String path, String wish, String language) throws Exception {
    String page = get(path, wish == null ? "" : wish).body();
    assertTrue(page.contains("<html lang=" + language + ">"), page);
    assertTrue(page.contains(language.equals("vi") ? "Mất kết nối" : "Not reachable"));
  }

  @Test
  void thePageTellsWhatToDoAndEscapesNames() throws Exception {
    String page = get("/", "vi").body();
    assertTrue(page.contains("Phòng Vật lí 1"));
    assertTrue(page.contains("Công tơ &lt;b&gt;"));
    assertTrue(page.contains("Việc cần làm: Kiểm tra cáp"));
    assertTrue(page.contains("Dữ liệu gần nhất: 1 phút trước"));
    assertTrue(page.contains("Mô phỏng"));
    assertTrue(page.contains("1.203 bản ghi, cũ nhất 1 giờ trước"), page);
  }

  @Test
  void onlyReadingIsAllowedAndNothingElseIsThere() throws Exception {
    assertEquals(404, get("/devices", "vi").statusCode());
    HttpRequest post =
        HttpRequest.newBuilder(uri("/")).POST(HttpRequest.BodyPublishers.ofString("x")).build();
    assertEquals(405, client.send(post, HttpResponse.BodyHandlers.discarding()).statusCode());
    assertTrue(get("/style.css", "").body().contains("main"));
  }

  @Test
  void bothLanguagesHaveTheSameTexts() throws Exception {
    assertEquals(keys("vi"), keys("en"));
  }

  private static java.util.Set<Object> keys(String language) throws Exception {
    Properties texts = new Properties();
    try (InputStream file =
        LocalSite.class.getResourceAsStream("texts_" + language + ".properties")) {
      texts.load(new InputStreamReader(file, StandardCharsets.UTF_8));
    }
    return texts.keySet();
  }

  private HttpResponse<String> get(String path, String language) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(5));
    if (!language.isEmpty()) {
      request.header("Accept-Language", language);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + site.port() + path);
  }
}
