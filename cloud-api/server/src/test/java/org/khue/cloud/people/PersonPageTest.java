package org.khue.cloud.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;

/// What an office does on a person's page, and what it is told when something is wrong.
class PersonPageTest {
  private static final String FROM = "2026-09-01";
  private static TestCloud cloud;
  private static Reader office;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    office = Reader.in(cloud, "vice-principal");
  }

  @AfterAll
  static void stop() {
    office.close();
    cloud.close();
  }

  /// Adds a pupil on the page, and gives the path of theirs.
  private static String added(String given) {
    HttpResponse<String> answer =
        office.post(
            "/people",
            Reader.form(
                "family",
                "Vân Thị",
                "given",
                given,
                "birth",
                "2014-03-14",
                "sex",
                "FEMALE",
                "unit",
                DemoCity.SCHOOL.toString(),
                "kind",
                "PUPIL",
                "class",
                "6a1",
                "from",
                FROM));
    assertEquals(303, answer.statusCode(), answer.body());
    return answer.headers().firstValue("location").orElseThrow();
  }

  private static HttpResponse<String> send(String path, String... fields) {
    return office.post(path, Reader.form(fields));
  }

  private static void done(HttpResponse<String> answer) {
    assertEquals(303, answer.statusCode(), answer.body());
  }

  private static void refused(HttpResponse<String> answer, String words) {
    assertEquals(422, answer.statusCode(), answer.body());
    assertTrue(answer.body().contains(words), words + " is not said in " + answer.body());
  }

  private static String shown(String path) {
    HttpResponse<String> page = office.get(path);
    assertEquals(200, page.statusCode(), page.body());
    return page.body();
  }

  /// The first link of a page that goes on like that.
  private static String link(String page, String pattern) {
    Matcher found = Pattern.compile("href=\"(" + pattern + ")\"").matcher(page);
    assertTrue(found.find(), pattern + " is not in " + page);
    return found.group(1);
  }

  private static String hidden(String page, String name) {
    Matcher found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page);
    assertTrue(found.find(), page);
    return found.group(1);
  }

  @Test
  void aClassIsNamedAsPeopleNameItAndMustBeThere() {
    String path = added("Lớp");
    assertTrue(shown(path).contains("lớp 6A1"), shown(path));
    refused(
        send(
            path + "/memberships/new",
            "unit",
            DemoCity.SCHOOL.toString(),
            "kind",
            "PUPIL",
            "class",
            "6Z9",
            "from",
            FROM),
        "không có lớp tên như vậy");
  }

  @Test
  void aPupilMovesToAnotherClassAndLeaves() {
    String path = added("Chuyển");
    String move = link(shown(path), path + "/memberships/[^\"]*/move");
    String form = shown(move);
    Matcher other = Pattern.compile("<option value=\"([^\"]{36})\"[^>]*>6A2<").matcher(form);
    assertTrue(other.find(), form);
    String version = hidden(form, "version");
    done(send(move, "class", other.group(1), "from", "2026-10-01", "version", version));
    String page = shown(path);
    assertTrue(page.contains("lớp 6A2") && page.contains("1/9/2026 đến 30/9/2026"), page);
    refused(
        send(move, "class", other.group(1), "from", "2026-09-15", "version", version),
        "có người vừa sửa");
    String end = link(page, path + "/memberships/[^\"]*/end");
    version = hidden(shown(end), "version");
    assertEquals(422, send(end, "last-day", "2026-09-30", "version", version).statusCode());
    done(send(end, "last-day", "2026-11-20", "version", version));
    assertTrue(shown(path).contains("1/10/2026 đến 20/11/2026"), shown(path));
  }

  @Test
  void aNumberIsCheckedAtTheFieldHiddenCorrectedAndEnded() {
    String path = added("Số");
    String add = path + "/identifiers/new";
    refused(send(add, "scheme", "NATIONAL", "number", "0793144", "from", FROM), "đúng 12 chữ số");
    done(send(add, "scheme", "NATIONAL", "number", "079 314 555 666", "from", FROM));
    String page = shown(path);
    assertFalse(page.contains("079314555666"), page);
    String other = added("Khác");
    refused(
        send(
            other + "/identifiers/new",
            "scheme",
            "NATIONAL",
            "number",
            "079314555666",
            "from",
            FROM),
        "của một người khác");

    String edit = link(page, path + "/identifiers/[^\"]*/edit");
    String form = shown(edit);
    assertFalse(form.contains("079314555666"), "a form never shows the number again");
    String version = hidden(form, "version");
    done(send(edit, "number", "079314555667", "from", FROM, "version", version));
    refused(send(edit, "number", "", "from", FROM, "version", version), "có người vừa sửa");
    HttpResponse<String> whole = office.post(edit.replace("/edit", "/reveal"), "");
    assertTrue(whole.body().contains("079314555667"), whole.body());
    done(
        send(
            other + "/identifiers/new",
            "scheme",
            "NATIONAL",
            "number",
            "079314555666",
            "from",
            FROM));

    String end = edit.replace("/edit", "/end");
    done(send(end, "last-day", "2026-11-01", "version", hidden(shown(end), "version")));
    assertTrue(shown(path).contains("đến 1/11/2026"), shown(path));
  }

  @Test
  void aCardIsTappedAndAnInputMethodsLettersAreToldApart() {
    String path = added("Thẻ");
    refused(send(path + "/card", "number", "04Â1B2C3Đ4E5", "from", FROM), "bộ gõ");
    done(send(path + "/card", "number", "04:a1:b2:c3:d4:e5:f7", "from", FROM));
    String page = shown(path);
    assertTrue(page.contains("••••••••"), page);
    assertFalse(page.contains("04A1B2C3D4E5F7"));
    refused(send(added("Mượn") + "/card", "number", "04A1B2C3D4E5F7", "from", FROM), "gộp hồ sơ");
  }

  @Test
  void aGuardianIsFoundOrEnteredOnceEvenWhenClickedTwice() {
    String path = added("Con");
    String add = path + "/guardians/new";
    assertTrue(shown(add + "?q=khong+ai+ca+1234").contains("Không thấy ai"));
    String[] mother = {
      "family",
      Normalizer.normalize("Huỳnh Thị", Normalizer.Form.NFD),
      "given",
      Normalizer.normalize("Diễm", Normalizer.Form.NFD),
      "phone",
      "0912 345 678",
      "relation",
      "MOTHER",
      "legal",
      "true",
      "order",
      "1",
      "from",
      FROM,
      "idempotency-key",
      UUID.randomUUID().toString()
    };
    done(send(add, mother));
    done(send(add, mother));
    String page = shown(path);
    assertEquals(1, page.split(">Huỳnh Thị Diễm<", -1).length - 1, page);

    String sister = added("Em");
    String found = shown(sister + "/guardians/new?q=huynh+diem");
    String known = link(found, sister + "/guardians/known/[^\"]*");
    done(send(known, "relation", "MOTHER", "legal", "true", "order", "1", "from", FROM));
    refused(send(known, "relation", "MOTHER", "order", "2", "from", FROM), "đang là người giám hộ");
    String end = link(shown(sister), sister + "/guardians/[^\"]*/end");
    done(send(end, "last-day", "2026-10-01", "version", hidden(shown(end), "version")));
    assertTrue(shown(sister).contains("đến 1/10/2026"), shown(sister));
  }

  @Test
  void anAnswerHasItsTextItsGiverAndItsDay() {
    String path = added("Ý");
    String ask = path + "/consents/PICTURES";
    assertTrue(shown(ask).contains("trang của trường"), "the text that is asked stands there");
    refused(send(ask, "channel", "PAPER"), "Câu trả lời");
    refused(
        send(ask, "answer", "yes", "channel", "PAPER", "by", UUID.randomUUID().toString()),
        "Người trả lời");
    String self = path.substring("/people/".length());
    done(send(ask, "answer", "yes", "channel", "PAPER", "by", self, "note", "tủ số 2"));
    String page = shown(path);
    assertTrue(page.contains("Đồng ý (") && page.contains("Vân Thị Ý · trên giấy"), page);
    done(send(ask, "answer", "no", "channel", "TELEPHONE"));
    assertTrue(shown(path).contains("qua điện thoại"), shown(path));
    assertTrue(shown(ask).contains("Vân Thị Ý · trên giấy · bản 1"), "what was before stays");
    assertTrue(shown(path + "/consents/paper").contains("Không trả lời nghĩa là không đồng ý"));
  }

  @Test
  void theHistoryTellsWhoDidWhatAndNeverTheNumber() {
    String path = added("Sử");
    done(send(path + "/identifiers/new", "scheme", "STAFF", "number", "GV-778899", "from", FROM));
    String history = shown(path + "/history");
    assertTrue(history.contains("Thêm người") && history.contains("Mã nhân sự"), history);
    assertFalse(history.contains("778899"), history);
    HttpResponse<String> file = office.get(path + "/history?format=csv");
    assertTrue(file.body().contains("Thêm mã số"), file.body());
  }

  @Test
  void whoMayOnlyReadSeesTheSectionsWithoutTheirButtons() {
    String path = added("Đọc");
    try (Reader teacher = Reader.in(cloud, "teacher")) {
      HttpResponse<String> page = teacher.get(path);
      assertEquals(200, page.statusCode(), page.body());
      assertTrue(page.body().contains("id=\"consents\"") && page.body().contains("id=\"cards\""));
      for (String button : new String[] {"/new\"", "/card\"", "/edit\"", "/end\"", "/erase\""}) {
        assertFalse(page.body().contains(path + button), button);
      }
      assertFalse(page.body().contains("/history"), page.body());
      for (String form : new String[] {"/card", "/guardians/new", "/edit", "/history"}) {
        assertEquals(403, teacher.get(path + form).statusCode(), form);
      }
      assertEquals(403, teacher.post(path + "/card", "number=04A1B2C3").statusCode());
    }
  }
}
