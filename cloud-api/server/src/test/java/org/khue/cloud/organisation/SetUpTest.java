package org.khue.cloud.organisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// What the pages of units do beyond the way of `OrganisationBrowserTest`.
class SetUpTest {
  private static final String WARD = "/units/" + DemoCity.WARD;
  private static final String SCHOOL = "/units/" + DemoCity.SCHOOL;

  private static TestCloud cloud;
  private static Reader officer;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    officer = Reader.in(cloud, "city-oversight");
  }

  @AfterAll
  static void stop() {
    officer.close();
    cloud.close();
  }

  private static String form(String... fields) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return all.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String page(String path) {
    HttpResponse<String> answer = officer.get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  /// Where the answer to a form that was taken leads.
  private static String taken(HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static String found(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static String school(String code, String name) {
    return taken(
        officer.post(
            WARD + "/below/new",
            form(
                "code",
                code,
                "name",
                name,
                "kind",
                "school",
                "levels",
                "primary",
                "ownership",
                "public",
                "founded",
                "2020-09-01",
                "since",
                "2020-09-01",
                "decision",
                "9/QĐ")));
  }

  @Test
  void aFaultOfAUnitStandsAtItsFieldInTheReadersLanguage() {
    HttpResponse<String> refused =
        officer.post(
            WARD + "/below/new",
            form(
                "code",
                "sai mã",
                "name",
                "Trường Thử",
                "kind",
                "school",
                "ownership",
                "public",
                "since",
                "2026-09-01"));
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("Mã cần 2 đến 30"));
    assertTrue(refused.body().contains("Trường cần ít nhất một cấp học"));
    assertTrue(refused.body().contains("Trường Thử"), "what was typed stays");
  }

  @Test
  void aMergerSaysWhatWillChangeAndMovesTheUnit() {
    String ending = school("T-END-1", "Trường Sắp Nhập");
    String staying = school("T-STAY-1", "Trường Ở Lại");
    assertTrue(page(ending + "/merge").contains("Trường Sắp Nhập kết thúc từ ngày sáp nhập"));
    String id = staying.substring(staying.lastIndexOf('/') + 1);
    String fields = form("successor", id, "day", "2026-07-01", "decision", "12/QĐ-UBND");
    HttpResponse<String> unread = officer.post(ending + "/merge", fields);
    assertEquals(422, unread.statusCode(), "who has not read what changes is asked to");
    assertEquals(staying, taken(officer.post(ending + "/merge", fields + "&seen=true")));
    assertTrue(page(staying).contains("Nhận sáp nhập từ") && page(staying).contains("12/QĐ-UBND"));
    String ended = page(ending);
    assertTrue(ended.contains("Sáp nhập vào") && !ended.contains(ending + "/merge"));
  }

  @Test
  void aUnitThatManagesOthersIsNotClosed() {
    HttpResponse<String> refused =
        officer.post(WARD + "/close", form("day", "2026-12-31", "decision", "1", "seen", "true"));
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("Hãy chuyển chúng đi trước"));
    String alone = school("T-CLOSE-1", "Trường Đóng Cửa");
    taken(officer.post(alone + "/close", form("day", "2026-05-31", "decision", "2", "seen", "1")));
    assertTrue(page(alone).contains("31/05/2026") || page(alone).contains("31/5/2026"));
  }

  @Test
  void whoMayNotChangeAUnitSeesNoButtonAndIsRefused() {
    try (Reader teacher = Reader.in(cloud, "teacher")) {
      for (String path : new String[] {"", "/places", "/rooms", "/classes", "/calendar"}) {
        String body = teacher.get(SCHOOL + path).body();
        assertFalse(body.contains("/edit\"") || body.contains("/new\""), path);
        assertFalse(body.contains("/remove"), path);
      }
      assertEquals(403, teacher.get(SCHOOL + "/edit").statusCode());
    }
    try (Reader principal = Reader.in(cloud, "principal")) {
      String own = principal.get(SCHOOL + "/edit").body();
      assertFalse(own.contains("name=\"code\""), "the ward decides what the school is");
      assertFalse(principal.get(SCHOOL).body().contains("/merge\""));
    }
  }

  @Test
  void aRoomGoesIntoTheBinAndComesBackUnlessItsCodeIsTaken() {
    String rooms = SCHOOL + "/rooms";
    String building = DemoCity.id("building", "SK-THCS-01", "A").toString();
    String fields =
        form(
            "code", "BIN-1", "name", "Phòng bỏ", "kind", "gym", "building", building, "floor", "1");
    taken(officer.post(rooms + "/new", fields));
    String list = page(rooms + "?q=BIN-1");
    String remove = found("action=\"(" + rooms + "/[0-9a-f-]+/remove\\?version=1)\"", list);
    taken(officer.post(remove, ""));
    assertFalse(page(rooms + "?q=BIN-1").contains("Phòng bỏ</"));
    assertTrue(page("/bin").contains("BIN-1 · Phòng bỏ"));
    taken(officer.post(rooms + "/new", fields));
    String id = found("/rooms/([0-9a-f-]+)/remove", remove);
    assertEquals(409, officer.post("/bin/room/" + id + "/restore", "").statusCode());
    String second =
        found("action=\"(" + rooms + "/[0-9a-f-]+/remove\\?version=1)\"", page(rooms + "?q=BIN-1"));
    taken(officer.post(second, ""));
    taken(officer.post("/bin/room/" + id + "/restore", ""));
    String history = page(rooms + "/" + id + "/history");
    assertTrue(history.contains("thêm phòng") && history.contains("lấy lại từ thùng rác"));
  }

  @Test
  void aSchoolYearIsAddedWithHolidaysAndSwappedDays() {
    String calendar = "/units/" + DemoCity.id("unit", "SK-THCS-02") + "/calendar";
    assertTrue(page(calendar + "/new").contains("2027-09-0"));
    String sound =
        form(
            "starts",
            "2027-09-06",
            "ends",
            "2028-05-31",
            "term-1-starts",
            "2027-09-06",
            "term-1-ends",
            "2028-01-15",
            "term-2-starts",
            "2028-01-17",
            "term-2-ends",
            "2028-05-31",
            "weekdays",
            "1",
            "holidays",
            "20/11/2027 Ngày Nhà giáo | Teachers' Day");
    HttpResponse<String> unread = officer.post(calendar + "/new", sound + "&swapped=12-9");
    assertEquals(422, unread.statusCode());
    assertTrue(unread.body().contains("Mỗi dòng cần ngày và thứ"));
    String swapped = "&swapped=" + URLEncoder.encode("11/9/2027 = T2", StandardCharsets.UTF_8);
    String there = taken(officer.post(calendar + "/new", sound + swapped));
    assertTrue(page(there).contains("Ngày Nhà giáo"));
    assertTrue(page(there).contains("học theo thời khoá biểu Thứ Hai"));
  }

  @Test
  void lastYearsClassesAreCopiedAfterALook() {
    String classes = "/units/" + DemoCity.id("unit", "SK-THCS-02") + "/classes";
    String none = page(classes + "/copy/2026");
    assertTrue(none.contains("Không có lớp nào để thêm") || none.contains("sẽ được thêm"));
    cloud.execute(
        "DELETE FROM organisation.school_class WHERE year = 2026 AND name = '6A1' AND unit_id = '"
            + DemoCity.id("unit", "SK-THCS-02")
            + "'");
    String look = page(classes + "/copy/2026");
    assertTrue(look.contains("sẽ thêm"), "6A1 is missing");
    assertEquals(classes + "?year=2026", taken(officer.post(classes + "/copy/2026", "a=b")));
    assertTrue(page(classes + "?year=2026").contains("6A1"));
    HttpResponse<String> twice =
        officer.post(classes + "/new", form("year", "2026", "grade", "6", "name", "6A1"));
    assertEquals(422, twice.statusCode());
    assertTrue(twice.body().contains("đã có lớp mang tên này"));
  }

  @Test
  void aSiteNeedsBothDegreesAndShowsAMap() {
    String places = SCHOOL + "/places";
    HttpResponse<String> half =
        officer.post(SCHOOL + "/sites/new", form("name", "Cơ sở 2", "latitude", "16,05"));
    assertEquals(422, half.statusCode());
    assertTrue(half.body().contains("phải đi cùng nhau"));
    taken(
        officer.post(
            SCHOOL + "/sites/new",
            form("name", "Cơ sở 2", "latitude", "16,05", "longitude", "108.2")));
    String shown = page(places);
    assertTrue(shown.contains("Cơ sở 2") && shown.contains("mlat=16.05&amp;mlon=108.2"), shown);
  }
}
