package org.khue.cloud.telemetry.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.bad;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.reading;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.identity.Members;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Entry;
import org.khue.contract.Stream;

/// Readings of a point over HTTP.
class PointApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START =
      Instant.now().minus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
  private static final int MANY = 12_345;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static TestCloud cloud;
  private static String cookie;

  @BeforeAll
  static void start() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    cloud = TestCloud.start(settings);
    var account = Members.account(cloud, "reader", Reach.ROOT);
    Members.assign(cloud, account, Role.LAB_TECHNICIAN, Reach.ROOT, "NULL");
    cookie = Members.session(cloud, account);
    cloud.execute("INSERT INTO platform.machine (id) VALUES ('gw-1') ON CONFLICT DO NOTHING");
    List<Entry> entries = new ArrayList<>();
    for (int second = 0; second < 300; second++) {
      if (second < 60 || second >= 240) {
        entries.add(reading(START.plusSeconds(second), "meter", "power", second));
      }
    }
    entries.add(bad(START.plusSeconds(100), "meter", "power"));
    for (int i = 0; i < 7; i++) {
      entries.add(reading(START.plusSeconds(600), "meter", "same", i));
    }
    for (int i = 0; i < MANY; i++) {
      entries.add(reading(START.plusMillis(i), "meter", "many", i));
    }
    sent(cloud.bean(Ingest.class), "gw-1", batch(Stream.TELEMETRY, 1, entries));
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static String path(String point, String what) {
    return "/api/v1/telemetry/gateways/gw-1/devices/meter/points/"
        + point
        + what
        + (what.contains("?") ? "&" : "?")
        + "from="
        + START
        + "&to="
        + START.plusSeconds(900);
  }

  private static HttpResponse<String> ask(String path) throws Exception {
    return CLIENT.send(
        HttpRequest.newBuilder(cloud.uri(path))
            .header("Cookie", cookie)
            .header("Accept", "application/json, */*;q=0.1")
            .timeout(Duration.ofSeconds(60))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode get(String path) throws Exception {
    HttpResponse<String> answer = ask(path);
    assertEquals(200, answer.statusCode(), answer.body());
    return JSON.readTree(answer.body());
  }

  @Test
  void pagesGiveEachReadingOnceEvenThoseOfOneMoment() throws Exception {
    List<Double> values = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonNode page = get(path("same", "/readings?limit=3" + cursor));
      page.path("items").forEach(item -> values.add(item.path("value").asDouble()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
      pages++;
    } while (!cursor.isEmpty());
    assertEquals(List.of(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0), values);
    assertEquals(3, pages);
    JsonNode failed = get(path("power", "/readings?limit=500")).path("items").path(60);
    assertEquals("bad", failed.path("quality").asText());
    assertFalse(failed.has("value"));
    assertEquals(400, ask(path("same", "/readings?cursor=AAAA")).statusCode());
  }

  @Test
  void windowsTellLowestHighestMeanSumAndCoverage() throws Exception {
    JsonNode rolled = get(path("power", "/windows?step=PT1M"));
    assertEquals("minute", rolled.path("level").asText());
    assertEquals(3, rolled.path("items").size());
    JsonNode first = rolled.path("items").path(0);
    assertEquals(START.toString(), first.path("start").asText());
    assertEquals(60, first.path("count").asInt());
    assertEquals(59, first.path("max").asDouble());
    assertEquals(29.5, first.path("mean").asDouble());
    assertEquals(1_770, first.path("sum").asDouble());
    assertEquals(1, first.path("coverage").asDouble());
    JsonNode failed = rolled.path("items").path(1);
    assertEquals(1, failed.path("bad").asInt());
    assertFalse(failed.has("mean"));
    JsonNode hour = get(path("power", "/windows?step=PT15M")).path("items").path(0);
    assertEquals(120, hour.path("count").asInt());
    assertEquals(0.133, hour.path("coverage").asDouble());
    assertEquals(422, ask(path("power", "/windows?step=PT0.01S")).statusCode());
    assertEquals(422, ask(path("power", "/windows?step=soon")).statusCode());
  }

  @Test
  void aChartKeepsLowestAndHighestAndShowsTheGap() throws Exception {
    JsonNode chart = get(path("power", "/chart?columns=90&gap=PT1M"));
    assertEquals("raw", chart.path("level").asText());
    assertEquals("PT10S", chart.path("step").asText());
    assertEquals(0, chart.path("min").path(0).asDouble());
    assertEquals(9, chart.path("max").path(0).asDouble());
    assertEquals(START.toEpochMilli(), chart.path("t").path(0).asLong());
    JsonNode gaps = chart.path("gaps");
    assertEquals(2, gaps.size());
    assertEquals(START.plusSeconds(60).toString(), gaps.path(0).path("from").asText());
    assertEquals(START.plusSeconds(240).toString(), gaps.path(0).path("to").asText());
    assertEquals(START.plusSeconds(300).toString(), gaps.path(1).path("from").asText());
    JsonNode line = get(path("many", "/chart?columns=100&by=triangle"));
    assertEquals(100, line.path("t").size());
    assertEquals(MANY - 1, line.path("mean").path(99).asDouble());
    assertEquals(422, ask(path("power", "/chart?columns=2")).statusCode());
    assertEquals(422, ask(path("power", "/chart?by=guess")).statusCode());
    HttpResponse<String> wrong =
        ask(path("power", "/chart").replace(START.toString(), "yesterday"));
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.body().contains("\"from\""), wrong.body());
  }

  @Test
  void anExportHoldsAllReadingsInBothForms() throws Exception {
    HttpResponse<String> csv = ask(path("many", "/export"));
    List<String> lines = csv.body().lines().toList();
    assertEquals(MANY + 1, lines.size());
    assertEquals("time,value,unit,quality,reason,simulated", lines.getFirst());
    assertEquals(START.plusMillis(MANY - 1) + ",12344.0,1,good,,true", lines.getLast());
    assertEquals("text/csv", type(csv));
    HttpResponse<String> influx = ask(path("same", "/export?format=line"));
    List<String> points = influx.body().lines().toList();
    assertEquals(7, points.size());
    assertEquals(
        "reading,device=meter,gateway=gw-1,point=same,unit=1 value=3.0,quality=\"good\",simulated=true "
            + (START.plusSeconds(600).toEpochMilli() * 1_000_000 + 3),
        points.get(3));
    assertTrue(
        ask(path("power", "/export?format=line"))
            .body()
            .contains(" quality=\"bad\",reason=\"timeout\",simulated=true "));
  }

  private static String type(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
  }

  @Test
  void aPointOutsideTheScopeIsNotThere() throws Exception {
    for (String what : List.of("/readings", "/windows", "/chart", "/export", "/live")) {
      assertEquals(404, ask(path("none", what)).statusCode(), what);
    }
  }

  @Test
  void whatWasSetAsideIsListedWithItsReasonNewestFirst() throws Exception {
    sent(
        cloud.bean(Ingest.class),
        "gw-1",
        batch(
            Stream.EVENTS,
            1,
            reading(START, "me\0ter", "power", 1),
            reading(START, "x".repeat(500), "power", 2),
            reading(START, "me\0ter", "power", 3)));
    JsonNode page = get("/api/v1/telemetry/set-aside?limit=2");
    assertEquals(2, page.path("items").size());
    JsonNode first = page.path("items").path(0);
    assertEquals("gw-1", first.path("gateway").asText());
    assertEquals("events", first.path("stream").asText());
    assertEquals(3, first.path("seq").asInt());
    assertTrue(first.path("reason").asText().contains("device"), first.toString());
    assertTrue(first.path("bytes").asInt() > 10);
    JsonNode rest = get("/api/v1/telemetry/set-aside?limit=2&cursor=" + page.path("next").asText());
    assertEquals(1, rest.path("items").path(0).path("seq").asInt());
    assertFalse(rest.has("next"));
  }

  @Test
  void aLiveStreamBeginsWithTheNewestValueAndFollows() throws Exception {
    HttpResponse<java.io.InputStream> stream =
        CLIENT.send(
            HttpRequest.newBuilder(cloud.uri(path("same", "/live")))
                .header("Cookie", cookie)
                .header("Accept", "text/event-stream")
                .timeout(Duration.ofSeconds(30))
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertEquals(200, stream.statusCode());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertEquals(6, value(lines));
      Instant now = Instant.now();
      sent(
          cloud.bean(Ingest.class),
          "gw-1",
          batch(
              Stream.TELEMETRY,
              1 + cloud.count("SELECT seq FROM telemetry.cursor WHERE gateway = 'gw-1'"),
              reading(now, "meter", "same", 77)));
      assertEquals(77, value(lines));
    }
  }

  /// The value of the next reading of the stream.
  private static double value(BufferedReader lines) throws Exception {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("data:") && line.contains("quality")) {
        return JSON.readTree(line.substring(5)).path("value").asDouble();
      }
    }
    throw new AssertionError("the stream ended");
  }
}
