package org.khue.cloud.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.telemetry.internal.ingest.Batches;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Stream;

class GatewayPlaceTest {
  private static final String GATEWAY = "gw-vat-li-1";
  private static final String UNHEARD = "gw-1";
  private static final UUID OTHER = DemoCity.id("unit", "SK-THCS-02");
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private static TestCloud cloud;
  private static Reader city;
  private static Reader officer;

  @BeforeAll
  static void start() throws Exception {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    city = Reader.in(cloud, "city-oversight");
    officer = Reader.in(cloud, "it-officer");
    SampleRoom room =
        SampleRoom.school(Instant.now()).stream()
            .filter(one -> one.gateway().equals(GATEWAY))
            .findFirst()
            .orElseThrow();
    Ingest ingest = cloud.bean(Ingest.class);
    Batches.sent(ingest, GATEWAY, Batches.batch(Stream.EVENTS, 1, room.events()));
  }

  @AfterAll
  static void stop() {
    city.close();
    officer.close();
    cloud.close();
  }

  private static HttpResponse<String> api(Reader reader, String gateway) {
    return reader.send(
        reader.request("/api/v1/gateways/" + gateway).header("Accept", "application/json").GET());
  }

  private static HttpResponse<String> put(Reader reader, String gateway, String etag, String body) {
    return reader.send(
        reader
            .request("/api/v1/gateways/" + gateway + "/placement")
            .header("Content-Type", "application/json")
            .header("Sec-Fetch-Site", "same-origin")
            .header("If-Match", etag)
            .PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  @Test
  void theDemoTiesItsRoomsByItselfAndTheRoomPageShowsTheRegister() {
    String room = DemoCity.id("room", "SK-THCS-01", "vat-li-1").toString();
    Awaitility.await().atMost(PATIENCE).until(() -> api(officer, GATEWAY).body().contains(room));
    String page = officer.get("/rooms/" + GATEWAY).body();
    assertTrue(page.contains("Phòng thí nghiệm Vật lí"), "the kind of the register");
    assertTrue(page.contains("Nhà B (phòng bộ môn, văn phòng), Cơ sở chính"));
    assertTrue(page.contains("trong 7 ngày qua"));
    String history =
        officer.get("/units/" + DemoCity.SCHOOL + "/rooms/" + room + "/history").body();
    assertTrue(history.contains("gắn gateway") && history.contains(GATEWAY));
  }

  @Test
  void aNewGatewayIsPlacedByTheCityThenTiedByTheSchool() {
    assertFalse(officer.get("/gateways").body().contains(">gw-9<"), "not the school's yet");
    String list = city.get("/gateways").body();
    assertTrue(list.indexOf("gw-9") < list.indexOf(GATEWAY), "who is not placed comes first");
    assertTrue(list.contains("Chưa đặt vào đơn vị nào"));
    String place = "/gateways/gw-9/place";
    assertEquals(403, refused(officer.get(place).statusCode()));
    String form = "unit=" + DemoCity.SCHOOL + "&version=0";
    assertEquals(303, city.post(place + "/unit", form).statusCode());
    HttpResponse<String> stale = city.post(place + "/unit", form);
    assertEquals(422, stale.statusCode());
    assertTrue(stale.body().contains("Có người vừa đổi chỗ đặt"));
    assertTrue(officer.get("/gateways").body().contains("gw-9"));

    HttpResponse<String> known = api(officer, "gw-9");
    String etag = known.headers().firstValue("etag").orElseThrow();
    String room = DemoCity.id("room", "SK-THCS-01", "A101").toString();
    String body = "{\"unit\": \"" + DemoCity.SCHOOL + "\", \"room\": \"" + room + "\"}";
    assertEquals(200, put(officer, "gw-9", etag, body).statusCode());
    assertEquals(412, put(officer, "gw-9", etag, body).statusCode());
    String foreign = "{\"unit\": \"" + DemoCity.SCHOOL + "\", \"room\": \"%s\"}";
    String elsewhere = foreign.formatted(DemoCity.id("room", "SK-THCS-02", "A101"));
    int status = put(city, "gw-9", "\"2\"", elsewhere).statusCode();
    assertEquals(422, status, "a room of another unit");
    String away = "{\"unit\": \"" + OTHER + "\"}";
    assertEquals(403, put(officer, "gw-9", "\"2\"", away).statusCode(), "not theirs to give to");
    assertEquals(200, put(city, "gw-9", "\"2\"", away).statusCode());
    assertEquals(404, api(officer, "gw-9").statusCode());
    String history = "/units/" + DemoCity.SCHOOL + "/rooms/" + room + "/history";
    assertTrue(officer.get(history).body().contains("gỡ gateway"), "the school keeps its past");
  }

  /// 404 tells as little as 403.
  private static int refused(int status) {
    return status == 404 ? 403 : status;
  }

  @Test
  void aRoomOfTheSameNameIsProposedAndANewOneIsMadeOfWhatIsReported() {
    String place = "/gateways/" + GATEWAY + "/place";
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> api(officer, GATEWAY).body().contains("\"room\""));
    String shown = officer.get(place).body();
    String version = found("name=\"version\" value=\"([0-9]+)\"", shown);
    assertEquals(303, officer.post(place + "/room", "room=&version=" + version).statusCode());
    String proposed = officer.get(place).body();
    assertTrue(proposed.contains("Đúng là phòng vat-li-1 · Phòng Vật lí 1"));
    String next = found("name=\"version\" value=\"([0-9]+)\"", proposed);
    String building = DemoCity.id("building", "SK-THCS-01", "B").toString();
    String fields = "&building=" + building + "&floor=2&version=" + next;
    HttpResponse<String> taken = officer.post(place + "/new-room", "code=A101" + fields);
    assertEquals(422, taken.statusCode());
    assertEquals(303, officer.post(place + "/new-room", "code=VL-9" + fields).statusCode());
    assertTrue(officer.get("/rooms/" + GATEWAY).body().contains("VL-9 · Phòng Vật lí 1"));
    String last = found("name=\"version\" value=\"([0-9]+)\"", officer.get(place).body());
    String room = DemoCity.id("room", "SK-THCS-01", "vat-li-1").toString();
    assertEquals(
        303, officer.post(place + "/room", "room=" + room + "&version=" + last).statusCode());
  }

  @Test
  void whoMayNotPlaceSeesNoLinkToIt() {
    try (Reader technician = Reader.in(cloud, "lab-technician")) {
      assertFalse(technician.get("/gateways").body().contains("/place\""));
      assertEquals(403, technician.get("/gateways/" + GATEWAY + "/place").statusCode());
    }
    assertEquals(404, api(officer, UNHEARD).statusCode());
    assertEquals(200, api(city, UNHEARD).statusCode());
  }

  @Test
  void aUseCountsToTheRoomInWhichItsGatewayStoodThen() {
    UUID room = UUID.randomUUID();
    Instant now = Instant.now();
    cloud.execute(
        """
        INSERT INTO platform.machine (id, unit_id) VALUES ('gw-8', '%1$s') ON CONFLICT DO NOTHING;
        INSERT INTO fleet.placement (gateway, number, unit_id, room, valid_from, valid_to) VALUES
          ('gw-8', 1, '%1$s', '%2$s', '%3$s'::timestamptz - interval '3 h',
           '%3$s'::timestamptz - interval '2 h');
        INSERT INTO equipment.use_interval
          (gateway, use_id, device, evidence, started_at, ended_at) VALUES
          ('gw-8', 'u1', '', 'card', '%3$s'::timestamptz - interval '150 min',
           '%3$s'::timestamptz - interval '90 min');
        """
            .formatted(DemoCity.SCHOOL, room, now));
    Interval week = new Interval(now.minus(Duration.ofDays(7)), now);
    Duration used =
        Acting.system("test").call(() -> cloud.bean(Equipment.class).usedIn(room, week).total());
    assertEquals(Duration.ofMinutes(30), used);
  }
}
