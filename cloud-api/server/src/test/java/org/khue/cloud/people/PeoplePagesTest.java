package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.pages.Reader.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// The pages and the REST routes, with the demo's invented people.
class PeoplePagesTest {
  private static final String API = "/api/v1/people";
  private static TestCloud cloud;
  private static Reader reader;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    settings.put("khue.demo-people", true);
    cloud = TestCloud.start(settings);
    reader = Reader.in(cloud, "principal");
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() ->
            cloud.count(
                    "SELECT count(*) FROM people.membership WHERE kind = 'PUPIL' AND unit_id = '"
                        + DemoCity.SCHOOL
                        + "'")
                > 100);
  }

  @AfterAll
  static void stop() {
    reader.close();
    cloud.close();
  }

  private static HttpResponse<String> send(
      String method, String path, String body, String... headers) {
    return reader.call(method, path, body, headers);
  }

  private static String added(String given) {
    String body =
        "{\"facts\":{\"familyName\":\"Trang Thị\",\"givenName\":\""
            + given
            + "\",\"birthDate\":\"2013-03-14\",\"sex\":\"FEMALE\"},\"place\":{\"unit\":\""
            + DemoCity.SCHOOL
            + "\",\"kind\":\"PUPIL\",\"from\":\"2026-09-01\"}}";
    return json(send("POST", API, body), 201).path("id").asText();
  }

  @Test
  void theListShowsTheInventedPeopleAndFindsWithoutDiacritics() {
    HttpResponse<String> list = reader.get("/people?kind=PUPIL");
    assertEquals(200, list.statusCode(), list.body());
    assertTrue(list.body().contains("Học sinh"), list.body());
    HttpResponse<String> found = reader.get("/people?q=dung");
    assertTrue(found.body().contains("Dũng") || found.body().contains("Dung"), found.body());
    HttpResponse<String> file = reader.get("/people?kind=PUPIL&format=csv");
    assertEquals(200, file.statusCode());
    assertTrue(file.body().lines().count() > 200, "lines: " + file.body().lines().count());
  }

  @Test
  void aPersonsPageHidesNumbersUntilTheyAreAskedFor() {
    String id = added("Số");
    String number =
        json(
                send(
                    "POST",
                    API + "/" + id + "/identifiers",
                    "{\"scheme\":\"NATIONAL\",\"number\":\"079313424242\",\"from\":\"2026-09-01\"}"),
                201)
            .path("identifier")
            .path("id")
            .asText();
    HttpResponse<String> page = reader.get("/people/" + id);
    assertEquals(200, page.statusCode(), page.body());
    assertTrue(page.body().contains("Trang Thị Số"), page.body());
    assertFalse(page.body().contains("079313424242"));
    HttpResponse<String> shown =
        reader.post("/people/" + id + "/identifiers/" + number + "/reveal", "");
    assertTrue(shown.body().contains("079313424242"), shown.body());
  }

  @Test
  void aChangeNeedsTheVersionThatWasSeen() {
    String id = added("Sửa");
    HttpResponse<String> got =
        reader.send(reader.request(API + "/" + id).header("Accept", "application/json").GET());
    String etag = got.headers().firstValue("etag").orElseThrow();
    String body = "{\"familyName\":\"Trang Thị\",\"givenName\":\"Mới\"}";
    assertEquals(428, send("PUT", API + "/" + id, body).statusCode());
    assertEquals(200, send("PUT", API + "/" + id, body, "If-Match", etag).statusCode());
    assertEquals(412, send("PUT", API + "/" + id, body, "If-Match", etag).statusCode());
    JsonNode refused =
        json(send("PUT", API + "/" + id, "{\"givenName\":\"\"}", "If-Match", "\"2\""), 422);
    assertEquals("givenName", refused.path("faults").path(0).path("field").asText());
  }

  @Test
  void theListGoesOnByCursor() {
    JsonNode first = json(send("GET", API + "?limit=3", ""), 200);
    assertEquals(3, first.path("items").size());
    JsonNode second =
        json(send("GET", API + "?limit=3&cursor=" + first.path("next").asText(), ""), 200);
    assertFalse(
        first.path("items").path(2).path("id").equals(second.path("items").path(0).path("id")));
    assertEquals(400, send("GET", API + "?cursor=abc", "").statusCode());
  }

  @Test
  void formsKeepWhatWasTypedAndSaySoAtTheField() {
    HttpResponse<String> blank = reader.get("/people/new");
    assertEquals(200, blank.statusCode(), blank.body());
    HttpResponse<String> wrong =
        reader.post(
            "/people",
            "family=Nguy%E1%BB%85n&given=&unit=" + DemoCity.SCHOOL + "&kind=PUPIL&from=2026-09-01");
    assertEquals(422, wrong.statusCode(), wrong.body());
    assertTrue(wrong.body().contains("Nguyễn"), wrong.body());
    HttpResponse<String> right =
        reader.post(
            "/people",
            "family=Nguy%E1%BB%85n&given=V%C3%A2n&unit="
                + DemoCity.SCHOOL
                + "&kind=PUPIL&from=2026-09-01");
    assertEquals(303, right.statusCode(), right.body());
  }

  @Test
  void duplicatesAreComparedMergedAndTakenApartAgain() {
    String one = added("Trùng");
    String other = added("Trùng");
    HttpResponse<String> compare = reader.get("/people/" + one + "/merge");
    assertEquals(200, compare.statusCode(), compare.body());
    assertTrue(compare.body().contains(other), compare.body());
    assertEquals(303, reader.post("/people/" + one + "/merge/" + other, "").statusCode());
    JsonNode merges = json(send("GET", API + "/" + one + "/merges", ""), 200);
    String merge = merges.path("items").path(0).path("id").asText();
    assertEquals(303, reader.post("/people/" + one + "/unmerge/" + merge, "").statusCode());
    assertEquals(200, reader.get("/people/" + other).statusCode());
  }

  @Test
  void everythingAboutAPersonComesAsAZipAndErasingAsksFirst() {
    String id = added("Xuất");
    HttpResponse<String> zip = reader.get("/people/" + id + "/export");
    assertEquals(200, zip.statusCode());
    assertTrue(zip.body().startsWith("PK"));
    HttpResponse<String> ask = reader.get("/people/" + id + "/erase");
    assertEquals(200, ask.statusCode(), ask.body());
    assertTrue(ask.body().contains("Trang Thị Xuất"));
    assertEquals(204, send("DELETE", API + "/" + id, "").statusCode());
    assertEquals(404, reader.get("/people/" + id).statusCode());
  }
}
