package org.khue.cloud.fleet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.khue.cloud.telemetry.internal.ingest.Batches.batch;
import static org.khue.cloud.telemetry.internal.ingest.Batches.numbered;
import static org.khue.cloud.telemetry.internal.ingest.Batches.sent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.telemetry.internal.courier.Courier;
import org.khue.cloud.telemetry.internal.courier.Imported;
import org.khue.cloud.telemetry.internal.ingest.Ingest;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.courier.CourierReceipt;
import org.khue.contract.wire.JsonCodec;

/// Packages of a USB stick, handed in.
@ExtendWith(ActingAsSystem.class)
class CourierTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b3");

  @TempDir Path directory;
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static ClaimedGateway claimed(String id) throws Exception {
    return StickPackages.claimed(cloud, id, UNIT);
  }

  private Path exported(ClaimedGateway gateway, Batch... batches) throws Exception {
    return StickPackages.exported(directory, gateway, batches);
  }

  private Path exported(
      String named, ClaimedGateway gateway, KeyPair signer, PublicKey to, Batch... batches)
      throws Exception {
    return StickPackages.exported(directory, named, gateway, signer, to, batches);
  }

  private static Imported take(Path file) throws IOException {
    return cloud.bean(Courier.class).take(file);
  }

  private static String refusal(int status, Path file) {
    ProblemException refused = assertThrows(ProblemException.class, () -> take(file));
    assertEquals(status, refused.status().getCode(), refused.getMessage());
    return String.valueOf(refused.getMessage());
  }

  private static long readings(String gateway) {
    return cloud.count(
        "SELECT count(*) FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id JOIN"
            + " telemetry.device d ON d.id = p.device_id WHERE d.gateway = '"
            + gateway
            + "'");
  }

  @Test
  void aPackageIsWrittenOnceHoweverOftenItComesAndItsReceiptIsSigned() throws Exception {
    ClaimedGateway gateway = claimed("usb-1");
    Path file =
        exported(
            gateway,
            batch(Stream.TELEMETRY, 1, numbered(1, 4000)),
            batch(Stream.TELEMETRY, 4001, numbered(4001, 6000)));
    Imported first = take(file);
    assertEquals(2, first.batches());
    assertEquals(6000, first.entries());
    assertEquals(6000, first.fresh());
    assertEquals(6000, readings("usb-1"));
    Imported again = take(file);
    assertEquals(0, again.fresh());
    assertEquals(6000, readings("usb-1"));
    CourierReceipt.Signed signed = again.receipt();
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(StickPackages.first(signed.chain()).getPublicKey());
    verifier.update(CourierReceipt.content(signed.receipt()));
    assertTrue(verifier.verify(signed.signature()));
    CourierReceipt receipt = JsonCodec.read(signed.receipt(), CourierReceipt.class);
    assertEquals("usb-1", receipt.gateway());
    assertEquals(6000, receipt.acks().get(Stream.TELEMETRY.ordinal()).upToSeq());
    assertEquals(
        2,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'courier.imported' AND subject ="
                + " 'usb-1'"));
  }

  @Test
  void whatCameOverTheNetworkMeanwhileIsNotDoubled() throws Exception {
    ClaimedGateway gateway = claimed("usb-2");
    Path file = exported(gateway, batch(Stream.TELEMETRY, 1, numbered(1, 1000)));
    sent(cloud.bean(Ingest.class), "usb-2", batch(Stream.TELEMETRY, 1, numbered(1, 700)));
    assertEquals(300, take(file).fresh());
    assertEquals(1000, readings("usb-2"));
  }

  @Test
  void entriesThatAreMissingBeforeAPackageAreNamed() throws Exception {
    ClaimedGateway gateway = claimed("usb-3");
    Path second = exported(gateway, batch(Stream.TELEMETRY, 101, numbered(101, 200)));
    String why = refusal(409, second);
    assertTrue(why.contains("up to 0") && why.contains("101"), why);
    assertEquals(0, readings("usb-3"));
    take(exported(gateway, batch(Stream.TELEMETRY, 1, numbered(1, 100))));
    assertEquals(100, take(second).fresh());
  }

  @Test
  void whatWasChangedCutForgedOrIsOfARevokedGatewayIsRefused() throws Exception {
    ClaimedGateway gateway = claimed("usb-4");
    ClaimedGateway other = claimed("usb-5");
    Batch batch = batch(Stream.TELEMETRY, 1, numbered(1, 100));
    Path good = exported(gateway, batch);
    byte[] whole = Files.readAllBytes(good);
    int refused = 0;
    for (int i = 20; i < whole.length; i += 37) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      refusal(422, Files.write(directory.resolve("changed"), changed));
      refused++;
    }
    assertTrue(refused > 20);
    for (int length : new int[] {0, 14, 100, whole.length - 3}) {
      refusal(422, Files.write(directory.resolve("cut"), Arrays.copyOf(whole, length)));
    }
    PublicKey cloudKey =
        StickPackages.first(String.valueOf(gateway.answer.courier())).getPublicKey();
    refusal(422, exported("usb-4", other, other.keys, cloudKey, batch));
    refusal(422, exported("usb-4", gateway, other.keys, cloudKey, batch));
    refusal(422, exported("usb-4", gateway, gateway.keys, Forge.keys().getPublic(), batch));
    assertEquals(0, readings("usb-4"));
    assertEquals(100, take(good).fresh());
    cloud.bean(Revocations.class).revoke("usb-4", "stolen");
    assertTrue(refusal(403, good).contains("revoked"));
  }

  @Test
  void aBootWithoutTimeIsDatedByWhatItLearntLater() throws Exception {
    ClaimedGateway gateway = claimed("usb-6");
    Instant learnt = Instant.parse("2026-10-05T02:00:00Z");
    long wall = learnt.getEpochSecond() * 1_000_000;
    List<Entry> entries = new ArrayList<>();
    entries.add(reading(new Stamp(0, 50, 3, ClockState.UNSYNCED), 1));
    entries.add(reading(new Stamp(0, 10_000_000, 4, ClockState.UNSYNCED), 2));
    entries.add(reading(new Stamp(wall, 3_610_000_000L, 4, ClockState.SYNCED), 3));
    take(exported(gateway, new Batch(Stream.TELEMETRY, 1, 4, 4_000_000_000L, entries)));
    assertEquals(
        "2026-10-05T01:00:00Z",
        String.valueOf(
            cloud
                .rows(
                    "SELECT to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') FROM"
                        + " telemetry.reading WHERE value = 2 AND point_id IN (SELECT p.id FROM"
                        + " telemetry.point p JOIN telemetry.device d ON d.id = p.device_id WHERE"
                        + " d.gateway = 'usb-6')")
                .getFirst()
                .getFirst()));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id"
                + " JOIN telemetry.device d ON d.id = p.device_id WHERE d.gateway = 'usb-6' AND"
                + " r.reason IS NOT NULL AND r.time > now() - interval '1 hour'"),
        "a boot that never had the time is dated by its arrival, marked");
  }

  private static Reading reading(Stamp at, double value) {
    return new Reading(at, "meter", "tick", value, "1", Quality.GOOD, null, true);
  }
}
