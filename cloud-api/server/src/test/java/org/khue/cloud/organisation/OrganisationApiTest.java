package org.khue.cloud.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Reach;

class OrganisationApiTest {
  private static final String UNITS = "/api/v1/units";
  private static final String SCHOOL = UNITS + "/" + DemoCity.SCHOOL;

  private static TestCloud cloud;
  private static Reader reader;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    reader = Reader.in(cloud, "city-oversight");
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

  private static JsonNode json(HttpResponse<String> answer, int status) {
    return Reader.json(answer, status);
  }

  private static HttpResponse<String> read(String path) {
    return reader.send(reader.request(path).header("Accept", "application/json").GET());
  }

  private static JsonNode get(String path) {
    return json(read(path), 200);
  }

  private static String etag(HttpResponse<String> answer) {
    return answer.headers().firstValue("etag").orElseThrow();
  }

  @Test
  void theDirectoryComesInPagesFilteredAndWithoutDiacritics() {
    List<String> codes = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(UNITS + "?kind=school&limit=30" + cursor);
      page.get("items").forEach(unit -> codes.add(unit.get("code").asText()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    assertEquals(codes.stream().distinct().sorted().toList(), codes);
    assertEquals(
        cloud.count("SELECT count(*) FROM organisation.unit WHERE kind = 'school'"), codes.size());
    JsonNode found = get(UNITS + "?q=thcs%20sao%20mai").get("items");
    assertEquals(2, found.size());
    assertEquals("Trường THCS Sao Mai 1", found.get(0).get("name").asText());
    assertEquals(400, read(UNITS + "?kind=castle").statusCode());
  }

  @Test
  void aUnitIsAddedChangedAndKeptFromBeingOverwritten() {
    String unit =
        """
        {"code": "T-API-1", "name": "Trường Tiểu học Thử", "kind": "school", "levels": ["primary"],
         "ownership": "public", "founded": "2026-09-01"}
        """;
    String body =
        "{\"parent\": \"%s\", \"since\": \"2026-09-01\", \"decision\": \"1/QĐ\", \"unit\": %s}"
            .formatted(DemoCity.WARD, unit);
    HttpResponse<String> added = send("POST", UNITS, body);
    JsonNode made = json(added, 201);
    assertEquals("2026-09-01", made.get("founded").asText());
    String address = added.headers().firstValue("location").orElseThrow();
    assertEquals(UNITS + "/" + made.get("id").asText(), address);
    HttpResponse<String> read = read(address);
    assertEquals("\"1\"", etag(read));
    assertEquals(428, send("PUT", address, unit).statusCode());
    String renamed = unit.replace("Thử", "Mới");
    HttpResponse<String> changed = send("PUT", address, renamed, "If-Match", etag(read));
    assertEquals("Trường Tiểu học Mới", json(changed, 200).get("name").asText());
    assertEquals("\"2\"", etag(changed));
    assertEquals(412, send("PUT", address, unit, "If-Match", etag(read)).statusCode());
    JsonNode faults = json(send("POST", UNITS, body), 422).get("faults");
    assertEquals("code", faults.get(0).get("field").asText());
    assertEquals(1, get(address + "/relations").get("items").size());
  }

  @Test
  void theTreeOfADayShowsTheTierThatEnded() {
    String before = get(UNITS + "/tree?date=2025-06-30").toString();
    String after = get(UNITS + "/tree?date=2025-07-01").toString();
    assertTrue(before.contains("Quận Bắc Đẩu") && before.contains("Trường THCS Sao Mai 1"));
    assertFalse(after.contains("Quận Bắc Đẩu"));
    assertTrue(after.contains("Trường THCS Sao Mai 1"));
  }

  @Test
  void relationsAreAddedEndedAndRemoved() {
    String body =
        """
        {"kind": "oversees", "from": "%s", "to": "%s", "validFrom": "2026-01-01", "decision": "2/QĐ"}
        """
            .formatted(DemoCity.DEPARTMENT, DemoCity.SCHOOL);
    HttpResponse<String> added = send("POST", "/api/v1/relations", body);
    String address = "/api/v1/relations/" + json(added, 201).get("id").asText();
    assertEquals(422, send("POST", "/api/v1/relations", body).statusCode());
    HttpResponse<String> ended =
        send(
            "PUT",
            address,
            "{\"validFrom\": \"2026-01-01\", \"validTo\": \"2026-06-01\"}",
            "If-Match",
            etag(added));
    assertEquals("2026-06-01", json(ended, 200).get("validTo").asText());
    assertEquals(412, send("DELETE", address, "", "If-Match", etag(added)).statusCode());
    assertEquals(204, send("DELETE", address, "", "If-Match", etag(ended)).statusCode());
    assertEquals(404, read(address).statusCode());
    String wrong = body.replace("oversees", "owns");
    assertTrue(send("POST", "/api/v1/relations", wrong).body().contains("manages, oversees"));
  }

  @Test
  void roomsSitesAndBuildingsAreKept() {
    JsonNode site =
        json(
            send(
                "POST",
                SCHOOL + "/sites",
                "{\"name\": \"Cơ sở 2\", \"latitude\": 107.2, \"longitude\": 20.3, \"main\": false}"),
            422);
    assertEquals("latitude", site.get("faults").get(0).get("field").asText());
    site =
        json(
            send(
                "POST",
                SCHOOL + "/sites",
                "{\"name\": \"Cơ sở 2\", \"latitude\": 48.1, \"longitude\": 11.6, \"main\": false}"),
            201);
    assertTrue(site.get("abroad").asBoolean());
    JsonNode building =
        json(
            send(
                "POST",
                SCHOOL + "/buildings",
                "{\"site\": %s, \"code\": \"C\", \"name\": \"Nhà C\", \"floors\": 3}"
                    .formatted(site.get("id"))),
            201);
    String room =
        """
        {"building": %s, "code": "C101", "name": "Xưởng", "kind": "steam", "floor": 1,
         "capacity": 40, "area": 72.5}
        """
            .formatted(building.get("id"));
    HttpResponse<String> added = send("POST", SCHOOL + "/rooms", room);
    String address = "/api/v1/rooms/" + json(added, 201).get("id").asText();
    assertEquals("steam", get(address).get("kind").asText());
    String taken = room.replace("C101", "A101");
    assertEquals(422, send("PUT", address, taken, "If-Match", etag(added)).statusCode());
    assertEquals(204, send("DELETE", address, "", "If-Match", etag(added)).statusCode());
    assertTrue(get(SCHOOL + "/rooms?limit=5").has("next"));
    assertEquals(
        3,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE subject IN ('%s', '%s')"
                .formatted(building.get("id").asText(), address.substring(14))));
  }

  @Test
  void classesComeInTheOrderOfTheirGrades() {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = get(SCHOOL + "/classes?year=2026&limit=3" + cursor);
      page.get("items").forEach(some -> names.add(some.get("name").asText()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!cursor.isEmpty());
    assertEquals("6A1", names.getFirst());
    assertEquals(names.stream().distinct().toList(), names);
    String body = "{\"year\": 2026, \"grade\": 12, \"name\": \"12A1\"}";
    assertEquals(422, send("POST", SCHOOL + "/classes", body).statusCode());
    HttpResponse<String> added =
        send("POST", SCHOOL + "/classes", "{\"year\": 2026, \"grade\": 6, \"name\": \"6A9\"}");
    String address = "/api/v1/classes/" + json(added, 201).get("id").asText();
    assertEquals(204, send("DELETE", address, "", "If-Match", etag(added)).statusCode());
  }

  @Test
  void aCalendarIsCopiedChangedAndAskedForAMoment() {
    JsonNode template = get(SCHOOL + "/calendars/2026");
    assertEquals(Reach.ROOT.toString(), template.get("unit").asText());
    HttpResponse<String> own = send("POST", SCHOOL + "/calendars/2026/from-template", "{}");
    JsonNode calendar = json(own, 201);
    assertEquals("07:00:00", calendar.get("periods").get(0).get("starts").asText());
    JsonNode moment = get(SCHOOL + "/moment?at=2026-11-24T06:20:31Z");
    assertEquals("in-period", moment.get("state").asText());
    assertEquals("afternoon", moment.get("period").get("shift").asText());
    assertEquals(12, moment.get("week").asInt());
    String wrong =
        """
        {"year": 2026, "starts": "2026-09-05", "ends": "2027-05-31", "weekdays": [1, 2, 3, 4, 5],
         "terms": [{"number": 1, "starts": "2026-09-07", "ends": "2027-01-16"}], "holidays": [],
         "periods": [{"shift": "morning", "number": 1, "starts": "07:00", "ends": "07:45"},
                     {"shift": "morning", "number": 2, "starts": "07:40", "ends": "08:25"}]}
        """;
    String address = SCHOOL + "/calendars/2026";
    JsonNode faults = json(send("PUT", address, wrong, "If-Match", etag(own)), 422).get("faults");
    assertEquals("periods[1].starts", faults.get(0).get("field").asText());
    HttpResponse<String> changed =
        send("PUT", address, wrong.replace("07:40", "07:50"), "If-Match", etag(own));
    assertEquals(2, json(changed, 200).get("periods").size());
    assertEquals(204, send("DELETE", address, "", "If-Match", etag(changed)).statusCode());
  }
}
