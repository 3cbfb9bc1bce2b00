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

class OrganisationPagesTest {
  private static final String SCHOOL = "/units/" + DemoCity.SCHOOL;

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

  private static String page(String path) {
    HttpResponse<String> answer = reader.get(path);
    assertEquals(200, answer.statusCode(), path);
    return answer.body();
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field ->
            field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String value(String page, String field) {
    Matcher matcher = Pattern.compile("name=\"" + field + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(matcher.find(), field);
    return matcher.group(1);
  }

  @Test
  void theListIsFoundInWithoutDiacriticsAndSaved() {
    String found = page("/units?q=truong+thcs+sao+mai");
    assertTrue(found.contains("Trường THCS Sao Mai 1") && found.contains("Phường Sao Mai"));
    assertFalse(found.contains("Trường THPT"));
    String file = page("/units?kind=district&format=csv");
    assertTrue(file.contains("Quận Bắc Đẩu") && file.contains("Đã kết thúc"), file);
    try (Reader english = Reader.in(cloud, "principal")) {
      english.get("/units?lang=en");
      assertTrue(english.get("/units?kind=ward").body().contains("Managed by"));
      String calendar = english.get(SCHOOL + "/calendar?year=2026").body();
      assertTrue(calendar.contains("Lunar New Year"));
    }
  }

  @Test
  void aUnitShowsItsPastAndTheTreeItsDay() {
    String school = page(SCHOOL);
    assertTrue(school.contains("Quận Bắc Đẩu") && school.contains("Phường Sao Mai"));
    assertTrue(school.contains("01/QĐ-MP") && school.contains("vĩ độ"));
    String before = page("/units/tree?date=2025-06-30");
    assertTrue(before.contains("Quận Bắc Đẩu"));
    assertFalse(page("/units/tree?date=2025-07-01").contains("Quận Bắc Đẩu"));
    assertEquals(200, reader.get("/units/tree?date=someday").statusCode());
  }

  @Test
  void theDetailsOfASchoolAreThere() {
    assertTrue(page(SCHOOL + "/rooms").contains("Phòng Vật lí 1"));
    assertTrue(page(SCHOOL + "/classes?year=2026").contains("6A1"));
    String calendar = page(SCHOOL + "/calendar?year=2026");
    assertTrue(calendar.contains("Tết Nguyên đán") && calendar.contains("7:00–7:45"));
  }

  @Test
  void aRoomIsChangedByItsFormAndAFaultStandsAtItsField() {
    String address = SCHOOL + "/rooms/" + DemoCity.id("room", "SK-THCS-01", "A102");
    String shown = page(address);
    Map<String, String> fields = new HashMap<>();
    fields.put("code", "A101");
    fields.put("name", "Phòng học đổi tên");
    fields.put("kind", "classroom");
    fields.put("building", DemoCity.id("building", "SK-THCS-01", "A").toString());
    fields.put("floor", "1");
    fields.put("capacity", "40");
    fields.put("version", value(shown, "version"));
    HttpResponse<String> taken = reader.post(address, form(fields));
    assertEquals(422, taken.statusCode());
    assertTrue(taken.body().contains("đã có phòng mang mã này"));
    fields.put("code", "A102");
    assertEquals(303, reader.post(address, form(fields)).statusCode());
    assertTrue(page(SCHOOL + "/rooms").contains("Phòng học đổi tên"));
    HttpResponse<String> stale = reader.post(address, form(fields));
    assertEquals(422, stale.statusCode());
    assertTrue(stale.body().contains("vừa sửa mục này ("), "it says who");
  }

  @Test
  void aRelationThatBreaksARuleIsRefusedInVietnamese() {
    Map<String, String> fields = new HashMap<>();
    fields.put("role", "manages-second");
    fields.put("other", DemoCity.DEPARTMENT.toString());
    fields.put("first-day", "2026-01-01");
    HttpResponse<String> second = reader.post(SCHOOL + "/relations/new", form(fields));
    assertEquals(422, second.statusCode());
    assertTrue(second.body().contains("đang do Phường Sao Mai quản lí"));
    fields.put("role", "oversees-second");
    fields.put("last-day", "2026-05-31");
    fields.put("decision", "77/QĐ");
    assertEquals(303, reader.post(SCHOOL + "/relations/new", form(fields)).statusCode());
    assertTrue(page(SCHOOL).contains("77/QĐ"));
  }

  @Test
  void bellTimesAreWrittenAsLines() {
    String address = "/units/" + DemoCity.id("unit", "SK-THCS-02") + "/calendar";
    String shown = page(address + "/2026");
    assertTrue(shown.contains("7:00-7:45"));
    Map<String, String> fields = new HashMap<>();
    fields.put("term-1-starts", "2026-09-07");
    fields.put("term-1-ends", "2027-01-16");
    fields.put("term-2-starts", "2027-01-18");
    fields.put("term-2-ends", "2027-05-29");
    fields.put("weekdays", "1");
    fields.put("version", value(shown, "version"));
    fields.put("starts", "2026-09-05");
    fields.put("ends", "2027-05-31");
    fields.put("morning", "7:15-8:00\n7:50-8:35");
    HttpResponse<String> over = reader.post(address + "/2026", form(fields));
    assertEquals(422, over.statusCode());
    assertTrue(over.body().contains("không được chồng lên"));
    fields.put("morning", "7:15-8:00\n8h05 - 8h50");
    assertEquals(303, reader.post(address + "/2026", form(fields)).statusCode());
    String saved = page(address + "?year=2026");
    assertTrue(saved.contains("8:05–8:50") && saved.contains("Đơn vị dùng lịch riêng"));
  }
}
