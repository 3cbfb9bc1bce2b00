package org.khue.cloud.pages;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.contract.EventKind;

class PagesTest {
  private static School school;
  private static Reader reader;

  @BeforeAll
  static void open() {
    school = School.open();
    reader = Reader.in(school.cloud(), "lab-technician");
  }

  @AfterAll
  static void close() {
    reader.close();
    school.close();
  }

  private static String page(String path) {
    HttpResponse<String> answer = reader.get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private static String english(String path) {
    try (Reader other = Reader.in(school.cloud(), "teacher")) {
      HttpResponse<String> set = other.get(path + (path.contains("?") ? "&" : "?") + "lang=en");
      assertEquals(303, set.statusCode());
      assertEquals(path, set.headers().firstValue("location").orElseThrow());
      return other.get(path).body();
    }
  }

  @Test
  void theRoomsShowNamesValuesUnitsAndFreshness() {
    String html = page("/rooms");
    assertTrue(html.contains("Phòng Vật lí 1") && html.contains("Thư viện"));
    assertTrue(html.contains("<small>ppm</small>") && html.contains("<small>°C</small>"));
    assertTrue(html.contains(" trước</time>"));
    assertTrue(html.contains("Dữ liệu mô phỏng"));
    String english = english("/rooms");
    assertTrue(english.contains("Physics lab 1") && english.contains(" ago</time>"));
  }

  @Test
  void aRoomWithAnAlarmSaysTheNextAction() {
    String html = page("/rooms/" + School.STEAM);
    assertTrue(html.contains("CO₂ cao") && html.contains("Mở cửa sổ, bật quạt"));
    assertTrue(html.contains("Cần xem"));
    assertTrue(html.contains("<ol><li>Mở hai cửa sổ cuối lớp</li><li>Bật quạt</li></ol>"));
    assertTrue(html.contains(" · đã có người xử lý lúc "), "the acknowledgement of the room");
    assertTrue(html.contains("Có người xử lý cảnh báo: CO₂ cao"));
    assertTrue(english("/rooms/" + School.STEAM).contains("Open the windows"));
  }

  @Test
  void aSilentRoomShowsNoValueAsCurrent() {
    String html = page("/rooms/" + School.SILENT);
    assertTrue(html.contains("Mất liên lạc"));
    assertTrue(html.contains("Gateway vẫn ghi tại chỗ. Kiểm tra dây mạng"));
    assertTrue(html.contains("class=\"reading stale\""));
    assertFalse(html.contains("class=\"reading \""), "a stale value is shown as current");
  }

  @Test
  void theSeriesHasTheHoleThatTheDataHas() throws IOException {
    String path = "/rooms/" + School.STEAM + "/devices/climate/points/co2/series?range=24h";
    JsonNode series = new ObjectMapper().readTree(page(path));
    assertEquals("ppm", series.get("unit").asText());
    assertEquals(300, series.get("step").asLong());
    long holes = 0;
    for (JsonNode mean : series.get("mean")) {
      holes += mean.isNull() ? 1 : 0;
    }
    assertEquals(1, holes);
    assertEquals(series.get("t").size(), series.get("max").size());
    for (int i = 1; i < series.get("t").size(); i++) {
      assertTrue(series.get("t").get(i - 1).asLong() < series.get("t").get(i).asLong());
    }
  }

  @Test
  void aDeviceTellsItsHistoryInWords() {
    for (String range : List.of("1h", "24h", "7d", "90d", "1y")) {
      String html = page("/rooms/" + School.STEAM + "/devices/climate?range=" + range);
      assertTrue(html.contains("trung bình") && html.contains("cao nhất lúc"), range);
      assertTrue(html.contains("Số đo mới nhất: "), range);
    }
  }

  @Test
  void theCsvOfAPointOpensInASpreadsheet() {
    String csv = page("/rooms/" + School.STEAM + "/devices/climate/points/co2/csv?range=24h");
    assertTrue(csv.startsWith("\uFEFFtime,value,"));
    assertTrue(csv.lines().count() > 1_000, csv.lines().count() + " lines");
  }

  @Test
  void useIsShownWithItsCoverage() {
    String html = page("/use");
    assertTrue(html.contains("theo cảm biến hiện diện"));
    assertTrue(html.contains("Đủ dữ liệu"));
    assertTrue(html.contains("Chưa có lịch đặt"));
    String csv = page("/use.csv");
    assertTrue(csv.startsWith("\uFEFFPhòng,Thiết bị,"));
    assertTrue(csv.contains("Phòng STEAM,Máy chiếu,công suất điện,Tuần này,"));
  }

  @Test
  void gatewaysSayWhatToDo() {
    String html = page("/gateways");
    assertTrue(html.contains("chưa biết khi mất liên lạc"));
    assertTrue(html.contains("Đang nối"));
    assertTrue(html.contains("Kiểm tra dây mạng"));
  }

  @Test
  void unknownRoomsAndDevicesAreNotFoundInWords() {
    for (String path : List.of("/rooms/gw-none", "/rooms/" + School.STEAM + "/devices/none")) {
      HttpResponse<String> answer = reader.get(path);
      assertEquals(404, answer.statusCode());
      assertTrue(answer.body().contains("Không có trang này"));
    }
  }

  @Test
  void aMeasuredValueReachesThePageAtOnce() throws IOException {
    try (InputStream stream = reader.stream("/live/rooms/" + School.STEAM)) {
      LiveText seen = LiveText.follow(stream);
      await().atMost(School.PATIENCE).until(() -> seen.contains("v.gw-steam.climate.co2"));
      school.measure(School.STEAM, "climate", "co2", 1_777);
      await().atMost(School.PATIENCE).until(() -> seen.contains("<b>1.777</b>"));
    }
  }

  @Test
  void anAlarmAppearsAndGoesWithoutReloading() throws IOException {
    try (InputStream stream = reader.stream("/live/rooms")) {
      LiveText seen = LiveText.follow(stream);
      await().atMost(School.PATIENCE).until(() -> seen.contains("chip.gw-thu-vien"));
      assertFalse(seen.contains("Ồn quá"));
      Map<String, Object> raised =
          Map.of(
              "alarm",
              "noise",
              "severity",
              "critical",
              "message",
              Map.of("vi", "Ồn quá", "en", "Too loud"),
              "action",
              Map.of("vi", "Nhắc nhẹ", "en", "Ask for quiet"));
      school.happen(
          "gw-thu-vien", SampleRoom.event(Instant.now(), "", EventKind.ALARM_RAISED, raised));
      await().atMost(School.PATIENCE).until(() -> seen.contains("Ồn quá"));
      school.happen(
          "gw-thu-vien",
          SampleRoom.event(
              Instant.now(),
              "",
              EventKind.ALARM_CLEARED,
              Map.of("alarm", "noise", "seconds", 3.0)));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> !seen.lastOf("why.gw-thu-vien").contains("Ồn quá"));
    }
  }

  @Test
  void aDeviceInTroubleSaysWhyAndWhatToDo() {
    school.happen(
        "gw-vat-li-1",
        SampleRoom.event(
            Instant.now(),
            "meter",
            EventKind.DEVICE_STATE,
            Map.of(
                "from", "ONLINE",
                "to", "OFFLINE",
                "reason", "timeout",
                "next", Map.of("vi", "Kiểm tra công tơ", "en", "Check the meter"))));
    await()
        .atMost(School.PATIENCE)
        .untilAsserted(() -> {
          String html = page("/rooms/gw-vat-li-1");
          assertTrue(html.contains("Công tơ điện: Mất kết nối (hết giờ chờ)"));
          assertTrue(html.contains("Kiểm tra công tơ"));
        });
    assertTrue(english("/rooms/gw-vat-li-1").contains("Check the meter"));
  }

  @Test
  void aStreamEndsWithItsSession() throws IOException {
    try (Reader leaving = Reader.in(school.cloud(), "teacher");
        InputStream stream = leaving.stream("/live/rooms")) {
      LiveText seen = LiveText.follow(stream);
      await().atMost(School.PATIENCE).until(() -> seen.contains("event: "));
      leaving.post("/logout", "");
      await().atMost(Duration.ofSeconds(30)).until(seen::isOver);
    }
  }

  @Test
  void aLoadIsSmall() {
    byte[] html = page("/rooms").getBytes(StandardCharsets.UTF_8);
    assertTrue(html.length < 60_000, html.length + " bytes before compression");
  }
}
