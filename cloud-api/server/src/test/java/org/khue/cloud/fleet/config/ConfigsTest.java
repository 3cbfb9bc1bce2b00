package org.khue.cloud.fleet.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.khue.cloud.ActingAsSystem;
import org.khue.cloud.TestCloud;
import org.khue.cloud.fleet.identity.ConfigSigner;
import org.khue.cloud.platform.db.DatabaseSettings;
import org.khue.cloud.platform.db.TestDatabase;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Machines;
import org.khue.contract.ClockState;
import org.khue.contract.ConfigMessage;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;

/// Drafts, signatures, what gateways say: against a whole cloud.
@ExtendWith(ActingAsSystem.class)
class ConfigsTest {
  private static final UUID UNIT = UUID.fromString("00000000-0000-7000-8000-0000000000b1");
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start(TestDatabase.create());
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static Configs configs(String gateway) {
    cloud
        .bean(Transactions.class)
        .run(
            "meeting",
            transaction -> {
              Machines.meet(transaction, gateway, UNIT);
              return true;
            });
    return cloud.bean(Configs.class);
  }

  private static void hear(String gateway, String kind, Map<String, Object> details) {
    Stamp at = new Stamp(1_795_478_400_000_000L, 1, 1, ClockState.SYNCED);
    cloud
        .bean(Transactions.class)
        .run(
            "hearing",
            transaction -> {
              new ConfigConsumer()
                  .accept(transaction, gateway, List.of(new Event(at, "", kind, false, details)));
              return true;
            });
  }

  @Test
  void whatIsNoRoomFileIsRefusedWithItsLines() {
    Configs configs = configs("c-wrong");
    assertTrue(faults(configs, "room: [\n").contains("line"));
    String faults = faults(configs, ConfigSample.ROOM + "colour: blue\n");
    assertTrue(faults.contains("line 4"), faults);
    assertTrue(faults(configs, "x: 1\nx: 2\n").contains("stands twice"));
    assertTrue(faults(configs, "#".repeat(200_000)).contains("larger"));
  }

  private static String faults(Configs configs, String body) {
    return assertThrows(ProblemException.class, () -> configs.save("c-wrong", body, ""))
        .faults()
        .toString();
  }

  @Test
  void theShippedRoomsAreRoomFiles() throws Exception {
    try (var rooms = Files.list(Path.of("../../firmware-config/rooms"))) {
      for (Path room : rooms.toList()) {
        assertEquals(List.of(), RoomFileCheck.check(Files.readString(room)), room.toString());
      }
    }
  }

  @Test
  void aDraftIsReplacedAndSentOnce() {
    Configs configs = configs("c-draft");
    long first = configs.save("c-draft", ConfigSample.ROOM, "one").number();
    assertEquals(first, configs.save("c-draft", ConfigSample.ROOM + "# two\n", "two").number());
    ConfigVersion sent = configs.send("c-draft", first);
    assertEquals(ConfigVersion.State.SENT, sent.state());
    assertThrows(ProblemException.class, () -> configs.send("c-draft", first));
    assertEquals(first + 1, configs.back("c-draft", first, "again").number());
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM platform.audit WHERE action = 'config.sent' AND subject ="
                + " 'c-draft'"));
    assertEquals(
        1,
        cloud.count(
            "SELECT count(*) FROM telemetry.gateway WHERE gateway = 'c-draft' AND config ->>"
                + " 'gateway' = 'c-draft'"));
  }

  @Test
  void aMessageIsSignedForItsGatewayByAKeyBelowTheRoot() throws Exception {
    ConfigSigner signer = cloud.bean(ConfigSigner.class);
    ConfigMessage message = signer.sign("c-signed", 3, ConfigSample.ROOM);
    List<? extends Certificate> chain =
        List.copyOf(
            CertificateFactory.getInstance("X.509")
                .generateCertificates(
                    new ByteArrayInputStream(
                        message.signer().getBytes(StandardCharsets.US_ASCII))));
    assertEquals(3, chain.size());
    chain.get(0).verify(chain.get(1).getPublicKey());
    chain.get(1).verify(chain.get(2).getPublicKey());
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(chain.get(0).getPublicKey());
    signature.update(ConfigMessage.signed("c-signed", 3, message.sha256()));
    assertTrue(signature.verify(message.signature()));
    Path directory = cloud.bean(DatabaseSettings.class).data().resolve("gateway-ca");
    assertTrue(Files.readString(directory.resolve("config-signer.key")).contains("ENCRYPTED"));
    Files.delete(directory.resolve("config-signer.pem"));
    assertNotEquals(
        message.signer(), signer.sign("c-signed", 4, ConfigSample.ROOM).signer(), "rotated");
  }

  @Test
  void whatGatewaysSayIsNoted() {
    Configs configs = configs("c-said");
    ConfigVersion sent =
        configs.send("c-said", configs.save("c-said", ConfigSample.ROOM, "").number());
    Map<String, Object> refused =
        Map.of(
            "version", sent.number(),
            "sha256", sent.sha256(),
            "reason", "wrong",
            "message", "1 problem",
            "problems", List.of(Map.of("line", 3, "path", "/devices/0", "message", "no")));
    hear("c-said", EventKind.CONFIG_REFUSED, refused);
    ConfigVersion version = configs.get("c-said", sent.number());
    assertEquals(ConfigVersion.State.REFUSED, version.state());
    assertEquals(List.of(new ConfigVersion.Problem(3, "/devices/0", "no")), version.problems());
    hear(
        "c-said",
        EventKind.CONFIG_RUNNING,
        Map.of("version", 7, "own", true, "sha256", "ab", "body", "room: {}\n"));
    assertEquals("room: {}\n", configs.running("c-said").orElseThrow().body());
    assertEquals(8, configs.save("c-said", ConfigSample.ROOM, "").number(), "later than what runs");
  }

  @Test
  void aDiffShowsWhatChanged() {
    assertEquals(List.of(), LineDiff.between("a\n", "a\n"));
    assertEquals(List.of("  a", "- b", "+ x", "  c"), LineDiff.between("a\nb\nc\n", "a\nx\nc\n"));
    assertEquals(
        List.of("…", "  2", "  3", "  4", "+ 5"),
        LineDiff.between("1\n2\n3\n4\n", "1\n2\n3\n4\n5\n"));
  }
}
