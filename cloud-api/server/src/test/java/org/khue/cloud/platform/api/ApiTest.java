package org.khue.cloud.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

class ApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THINGS = "/api/v1/test-things";
  private static final String ONE = THINGS + "/01930000-0000-7000-8000-000000000000";
  private static TestCloud cloud;
  private static Reader reader;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    settings.put("khue.test.things", true);
    cloud = TestCloud.start(settings);
    reader = Reader.in(cloud, "principal");
  }

  @AfterAll
  static void stop() {
    reader.close();
    cloud.close();
  }

  private static HttpResponse<String> call(
      String method, String path, String body, String... headers) {
    return reader.call(method, path, body, headers);
  }

  private static JsonNode problem(HttpResponse<String> answer, int status) throws Exception {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(
        "application/problem+json", answer.headers().firstValue("Content-Type").orElse("none"));
    JsonNode problem = JSON.readTree(answer.body());
    assertEquals(status, problem.get("status").asInt());
    assertTrue(problem.get("type").asText().startsWith("/api/problems/"), answer.body());
    assertFalse(problem.get("detail").asText().isEmpty());
    return problem;
  }

  @Test
  void aListIsReadPageByPage() throws Exception {
    List<Integer> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonNode page = JSON.readTree(call("GET", THINGS + "?limit=50" + cursor, "").body());
      page.get("items").forEach(item -> seen.add(item.asInt()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : null;
      pages++;
    }
    assertEquals(3, pages);
    assertEquals(120, seen.size());
    assertEquals(new ArrayList<>(new TreeSet<>(seen)), seen);
    assertEquals(50, JSON.readTree(call("GET", THINGS, "").body()).get("items").size());
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0",
    "?limit=501",
    "?limit=-3",
    "?limit=many",
    "?limit=99999999999",
    "?cursor=%21%21",
    "?cursor=AAAA",
    "?cursor=dGhpbmdzAA",
    "?cursor=dGhpbmdzAHg",
    "?cursor=b3RoZXIAMQ"
  })
  void aListAskedForWronglyIsMalformed(String query) throws Exception {
    assertEquals(
        "/api/problems/malformed",
        problem(call("GET", THINGS + query, ""), 400).get("type").asText());
  }

  @Test
  void aVersionThatIsKnownIsNotSentAgain() {
    ThingController.VERSION.set(7);
    HttpResponse<String> first = call("GET", ONE, "");
    assertEquals("\"7\"", first.headers().firstValue("ETag").orElseThrow());
    for (String seen : List.of("\"7\"", "W/\"7\"", "\"1\", \"7\"", "*")) {
      HttpResponse<String> again = call("GET", ONE, "", "If-None-Match", seen);
      assertEquals(304, again.statusCode(), seen);
      assertEquals("", again.body());
    }
    assertEquals(200, call("GET", ONE, "", "If-None-Match", "\"6\"").statusCode());
  }

  @Test
  void nobodyOverwritesWhatTheyHaveNotSeen() throws Exception {
    ThingController.VERSION.set(3);
    String body = "{\"name\":\"a\"}";
    problem(call("PUT", ONE, body), 428);
    problem(call("PUT", ONE, body, "If-Match", "*"), 428);
    problem(call("PUT", ONE, body, "If-Match", "\"2\""), 412);
    problem(call("PUT", ONE, body, "If-Match", "W/\"3\""), 412);
    problem(call("PUT", ONE, body, "If-Match", "rubbish"), 412);
    HttpResponse<String> changed = call("PUT", ONE, body, "If-Match", "\"3\"");
    assertEquals(200, changed.statusCode());
    assertEquals("\"4\"", changed.headers().firstValue("ETag").orElseThrow());
  }

  @Test
  void everyWrongFieldIsNamedAtOnce() throws Exception {
    JsonNode problem =
        problem(
            call(
                "POST",
                THINGS,
                """
                {"nmae":"x","born":"2026-02-30","owner":"me","colour":"GREEN",
                "parts":[{"code":"a"},{"code":7,"count":"many"},{"cod":"b","count":1.5}]}\
                """),
            422);
    Map<String, String> faults = new HashMap<>();
    problem
        .get("faults")
        .forEach(fault -> faults.put(fault.get("field").asText(), fault.get("message").asText()));
    assertEquals(
        new TreeSet<>(
            List.of(
                "nmae",
                "name",
                "born",
                "owner",
                "colour",
                "parts[1].code",
                "parts[1].count",
                "parts[2].cod",
                "parts[2].code",
                "parts[2].count")),
        new TreeSet<>(faults.keySet()));
    assertEquals("is needed", faults.get("name"));
    assertTrue(String.valueOf(faults.get("nmae")).contains("born, colour, name, owner, parts"));
    assertTrue(String.valueOf(faults.get("born")).contains("2026-09-05"));
    assertTrue(String.valueOf(faults.get("colour")).contains("RED, BLUE"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      delimiter = ';',
      value = {
        "{",
        "not json",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\"} {}",
        "{\"name\":'\\'a\\''}"
      })
  void whatIsNoJsonIsMalformed(String body) throws Exception {
    problem(call("POST", THINGS, body), 400);
  }

  @Test
  void deepHugeAndUnkeepableBodiesAreRefused() throws Exception {
    problem(call("POST", THINGS, "[".repeat(5_000) + "]".repeat(5_000)), 400);
    problem(call("POST", THINGS, "{\"name\":" + "9".repeat(400) + "}"), 400);
    problem(call("POST", THINGS, "{\"name\":\"a\\u0000b\"}"), 422);
    problem(call("POST", THINGS, "{\"name\":\"\\ud800\"}"), 422);
    problem(call("POST", THINGS, "[]"), 422);
    problem(call("POST", THINGS, "null"), 422);
    problem(call("POST", THINGS, "{\"name\":\"" + "a".repeat(1_500_000) + "\"}"), 413);
    problem(call("POST", THINGS, "<a/>", "Content-Type", "application/xml"), 415);
    problem(call("POST", THINGS, ""), 400);
  }

  @Test
  void textArrivesComposed() throws Exception {
    String decomposed = "Du\u0303ng";
    HttpResponse<String> made = call("POST", THINGS, "{\"name\":\"" + decomposed + "\"}");
    assertEquals("D\u0169ng", JSON.readTree(made.body()).get("name").asText());
  }

  @Test
  void aRequestSentTwiceTakesEffectOnce() throws Exception {
    String body = "{\"name\":\"Lê Thị Hoa\"}";
    int before = ThingController.MADE.get();
    HttpResponse<String> first = call("POST", THINGS, body, "Idempotency-Key", "key-of-the-first");
    HttpResponse<String> again = call("POST", THINGS, body, "Idempotency-Key", "key-of-the-first");
    assertEquals(before + 1, ThingController.MADE.get());
    assertEquals(201, again.statusCode());
    assertEquals(first.body(), again.body());
    for (String header : List.of("Location", "Content-Type")) {
      assertEquals(first.headers().firstValue(header), again.headers().firstValue(header));
    }
    assertEquals("true", again.headers().firstValue("Idempotency-Replayed").orElse("no"));
    problem(
        call("POST", THINGS, "{\"name\":\"other\"}", "Idempotency-Key", "key-of-the-first"), 422);
    problem(call("POST", THINGS, body, "Idempotency-Key", "short"), 400);
  }

  @Test
  void keysOfOthersAreNotMet() {
    String body = "{\"name\":\"mine\"}";
    int before = ThingController.MADE.get();
    call("POST", THINGS, body, "Idempotency-Key", "shared-by-chance");
    try (Reader other = Reader.in(cloud, "teacher")) {
      other.send(
          other
              .request(THINGS)
              .header("Sec-Fetch-Site", "same-origin")
              .header("Content-Type", "application/json")
              .header("Idempotency-Key", "shared-by-chance")
              .POST(BodyPublishers.ofString(body)));
    }
    assertEquals(before + 2, ThingController.MADE.get());
  }

  @Test
  void aRefusedRequestMayBeSentAgain() throws Exception {
    problem(call("POST", THINGS, "{\"name\":\"refused\"}", "Idempotency-Key", "tried-twice"), 409);
    HttpResponse<String> later =
        call("POST", THINGS, "{\"name\":\"right\"}", "Idempotency-Key", "tried-twice");
    assertEquals(201, later.statusCode());
  }

  @Test
  void aSecondRequestWaitsForTheFirst() throws Exception {
    int before = ThingController.MADE.get();
    ThingController.gate = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> both = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      both.add(
          CompletableFuture.supplyAsync(
              () -> call("POST", THINGS, "{\"name\":\"b\"}", "Idempotency-Key", "clicked-twice")));
    }
    org.awaitility.Awaitility.await()
        .until(() ->
            cloud.count("SELECT count(*) FROM platform.idempotency WHERE key = 'clicked-twice'")
                == 1);
    ThingController.gate.countDown();
    assertEquals(both.get(0).get().body(), both.get(1).get().body());
    assertEquals(before + 1, ThingController.MADE.get());
  }

  @Test
  void aRequestWhoseEndIsUnknownIsNotDoneAgain() throws Exception {
    String body = "{\"name\":\"c\"}";
    call("POST", THINGS, body, "Idempotency-Key", "cut-off-in-between");
    int before = ThingController.MADE.get();
    cloud.execute(
        "UPDATE platform.idempotency SET answered_at = NULL, status = NULL,"
            + " started_at = started_at - interval '6 minutes' WHERE key = 'cut-off-in-between'");
    JsonNode problem =
        problem(call("POST", THINGS, body, "Idempotency-Key", "cut-off-in-between"), 409);
    assertTrue(problem.get("detail").asText().contains("took effect"));
    assertEquals(before, ThingController.MADE.get());
  }

  @Test
  void aFormSentTwiceLeadsToTheSamePlace() {
    int before = ThingController.MADE.get();
    String form = "name=x&idempotency-key=form-key-0001";
    HttpResponse<String> first = reader.post(THINGS + "/form", form);
    HttpResponse<String> again = reader.post(THINGS + "/form", form);
    assertEquals(303, first.statusCode());
    assertEquals(first.headers().firstValue("Location"), again.headers().firstValue("Location"));
    assertEquals(before + 1, ThingController.MADE.get());
  }

  @ParameterizedTest
  @CsvSource({
    "23505, 409",
    "23503, 422",
    "23514, 422",
    "22001, 422",
    "22021, 422",
    "40001, 503",
    "42501, 403",
    "42601, 500",
    "57014, 503",
    "08006, 503"
  })
  void whatTheDatabaseRefusesIsToldWithoutItsWords(String state, int status) throws Exception {
    HttpResponse<String> answer = call("POST", THINGS + "/database/" + state, "");
    problem(answer, status);
    assertFalse(answer.body().contains("Bí Mật"), answer.body());
    assertEquals(status == 503, answer.headers().firstValue("Retry-After").isPresent());
  }

  @Test
  void aFaultOfTheServerIsToldByANumberAlone() throws Exception {
    HttpResponse<String> answer = call("GET", THINGS + "/bug", "");
    JsonNode problem = problem(answer, 500);
    assertTrue(problem.get("detail").asText().matches(".*number [0-9a-f]{8}\\..*"));
    assertFalse(answer.body().contains("Bí Mật"));
  }

  @Test
  void everyAddressAnswersErrorsAlike() throws Exception {
    problem(call("GET", "/api/v1/nothing/here", ""), 404);
    problem(call("DELETE", ONE, ""), 405);
    problem(call("GET", THINGS + "/no-uuid", ""), 400);
    problem(call("GET", "/api/v1/telemetry/summary", ""), 401);
    try (Reader stranger = new Reader(cloud)) {
      problem(
          stranger.send(stranger.request(THINGS).header("Accept", "application/json").GET()), 401);
    }
    problem(call("GET", "/api/problems/unheard-of", ""), 404);
    JsonNode stale = JSON.readTree(call("GET", "/api/problems/stale", "").body());
    assertEquals(412, stale.get("status").asInt());
  }
}
