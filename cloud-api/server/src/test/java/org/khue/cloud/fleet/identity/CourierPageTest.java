package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierReceipt;
import org.khue.contract.wire.JsonCodec;

/// An IT officer with a USB stick at the page.
@ExtendWith(ActingAsSystem.class)
class CourierPageTest {
  @TempDir private static Path directory;
  private static TestCloud cloud;
  private static Reader officer;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    cloud = TestCloud.start(settings);
    officer = Reader.in(cloud, "it-officer");
  }

  @AfterAll
  static void stop() {
    officer.close();
    cloud.close();
  }

  private static HttpResponse<String> handIn(Reader who, byte[] content) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.khue\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    body.writeBytes(content);
    body.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.US_ASCII));
    return who.send(
        who.request("/courier")
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .header("Accept", "text/html")
            .header("Sec-Fetch-Site", "same-origin")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
  }

  private static byte[] exported(String gateway) throws Exception {
    ClaimedGateway claimed = StickPackages.claimed(cloud, gateway, DemoCity.SCHOOL);
    return Files.readAllBytes(
        StickPackages.exported(directory, claimed, batch(Stream.TELEMETRY, 1, numbered(1, 100))));
  }

  @Test
  void aPackageIsHandedInWrittenAndItsReceiptTakenBack() throws Exception {
    assertTrue(officer.get("/courier").body().contains("Bạn chưa nộp gói nào"));
    HttpResponse<String> sent = handIn(officer, exported("page-1"));
    assertEquals(303, sent.statusCode(), sent.body());
    String job = sent.headers().firstValue("location").orElse("");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> officer.get(job).body().contains(job + "/result"));
    CourierReceipt.Signed signed =
        JsonCodec.read(
            officer
                .send(officer.request(job + "/result").header("Accept", "*/*").GET())
                .body()
                .getBytes(StandardCharsets.UTF_8),
            CourierReceipt.Signed.class);
    CourierReceipt receipt = JsonCodec.read(signed.receipt(), CourierReceipt.class);
    assertEquals("page-1", receipt.gateway());
    assertEquals(100, receipt.acks().get(Stream.TELEMETRY.ordinal()).upToSeq());
    String page = officer.get("/courier").body();
    assertTrue(page.contains("page-1: 100 bản ghi"), page);
    assertTrue(page.contains("page-1.receipt.json"), page);
    assertFalse(page.contains("Bạn chưa nộp gói nào"));
  }

  @Test
  void aFileThatIsNoPackageIsRefusedBesideItsField() {
    HttpResponse<String> refused = handIn(officer, new byte[] {1, 2, 3});
    assertEquals(422, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("Đây không phải gói của gateway"), refused.body());
  }

  @Test
  void whoMayNotHandInSeesNoPage() throws Exception {
    try (Reader teacher = Reader.in(cloud, "teacher")) {
      assertEquals(403, teacher.get("/courier").statusCode());
      assertEquals(403, handIn(teacher, exported("page-2")).statusCode());
    }
  }
}
