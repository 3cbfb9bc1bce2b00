package org.khue.cloud.platform.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
import org.khue.cloud.platform.imports.file.FileKind;

class ImportPagesTest {
  private static TestCloud cloud;
  private static Reader reader;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings, SamplePupils.list());
    SamplePupils.makeTable(cloud);
    reader = Reader.in(cloud, "principal");
  }

  @AfterAll
  static void stop() {
    reader.close();
    cloud.close();
  }

  private static HttpResponse<String> send(byte[] content) {
    String edge = "edge-of-the-test";
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    field(body, edge, "name=\"list\"\r\n\r\nsample");
    field(body, edge, "name=\"unit\"\r\n\r\n" + DemoCity.SCHOOL);
    field(
        body,
        edge,
        "name=\"file\"; filename=\"hoc-sinh.csv\"\r\nContent-Type: text/csv\r\n\r\n"
            + new String(content, StandardCharsets.ISO_8859_1));
    body.writeBytes(("--" + edge + "--\r\n").getBytes(StandardCharsets.US_ASCII));
    return reader.send(
        reader
            .request("/imports")
            .header("Content-Type", "multipart/form-data; boundary=" + edge)
            .header("Accept", "text/html")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static void field(ByteArrayOutputStream body, String edge, String rest) {
    body.writeBytes(
        ("--" + edge + "\r\nContent-Disposition: form-data; " + rest + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  private static HttpResponse<String> download(String path) {
    return reader.send(reader.request(path).header("Accept", "*/*").GET());
  }

  private static String settled(String path) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> reader.get(path).body(), body -> !body.contains("every 1s"));
  }

  @Test
  void aFileIsSentCheckedAppliedAndTakenBackOnThePages() {
    HttpResponse<String> sent = send(PupilFile.of(20, 3).csv());
    assertEquals(303, sent.statusCode(), sent.body());
    String path = sent.headers().firstValue("location").orElseThrow();
    assertTrue(settled(path).contains("20 dòng mới"));
    assertEquals(303, reader.post(path + "/apply", "rows=all").statusCode());
    assertTrue(settled(path).contains("Hoàn tác lần nhập này"));
    assertEquals(20, cloud.count("SELECT count(*) FROM platform.sample_pupil"));
    assertEquals(303, reader.post(path + "/undo", "").statusCode());
    assertTrue(settled(path).contains("Đã hoàn tác"));
    assertEquals(0, cloud.count("SELECT count(*) FROM platform.sample_pupil"));
    assertTrue(reader.get("/imports").body().contains("hoc-sinh.csv"));
  }

  @Test
  void faultsAreShownInBothLanguagesAndComeBackInTheFile() {
    HttpResponse<String> sent = send(PupilFile.of(20, 3).set(4, 2, "31/02/2014").csv());
    String path = sent.headers().firstValue("location").orElseThrow();
    assertTrue(settled(path).contains("\"31/02/2014\" không phải là một ngày"), settled(path));
    assertTrue(reader.get(path + "?lang=en").headers().firstValue("location").isPresent());
    assertTrue(settled(path).contains("is no date"));
    String file = download(path + "/file").body();
    assertTrue(file.contains("31/02/2014") && file.contains("To correct"), file);
    assertTrue(reader.get(path + "?lang=vi").headers().firstValue("location").isPresent());
  }

  @Test
  void aFileThatIsNoTableIsRefusedAtTheField() {
    HttpResponse<String> refused = send("%PDF-1.7".getBytes(StandardCharsets.US_ASCII));
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("không phải là tệp bảng tính"));
  }

  @Test
  void aLargeFileIsTakenAndALargerOneIsNot() {
    byte[] large = new byte[5 * 1024 * 1024];
    java.util.Arrays.fill(large, (byte) 'a');
    assertEquals(303, send(large).statusCode());
    HttpResponse<String> refused = send(new byte[FileKind.MOST_BYTES + 1]);
    assertEquals(422, refused.statusCode());
    assertTrue(refused.body().contains("lớn hơn 20 MB"));
  }

  @Test
  void aLongFormThatIsNoFileIsRefused() {
    HttpResponse<String> answer = reader.post("/login", "role=" + "x".repeat(2 * 1024 * 1024));
    assertEquals(413, answer.statusCode());
  }

  @Test
  void templatesHaveTheHeadingsOfTheReadersLanguage() {
    String csv = download("/imports/templates/sample.csv").body();
    assertTrue(csv.startsWith("\uFEFFCột *,Tệp *"), csv);
    HttpResponse<String> xlsx = download("/imports/templates/sample.xlsx");
    assertEquals(200, xlsx.statusCode());
    assertTrue(xlsx.body().startsWith("PK"));
    assertEquals(404, download("/imports/templates/nothing.csv").statusCode());
  }

  @Test
  void theFormSaysWhatEachColumnTakes() {
    String form = reader.get("/imports/new?list=pupils").body();
    assertTrue(form.contains("Số gồm đúng 12 chữ số"), form);
    assertFalse(form.contains("style="));
  }
}
