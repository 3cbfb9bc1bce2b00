package org.khue.gateway.local.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.ClockState;
import org.khue.contract.EventKind;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.driver.DeviceConfig;
import org.khue.gateway.clock.ClockSource;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.DeviceState;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.PartSite;
import org.khue.gateway.local.care.LogRing.Level;
import org.khue.gateway.local.care.LogRing.Line;
import org.khue.gateway.pipeline.LastFaults;
import org.khue.gateway.testing.ManualTime;
import org.khue.gateway.uplink.UplinkWay;

class CarePagesTest {
  @TempDir Path directory;
  private final LogRing ring = new LogRing();
  private GatewayConfig config;
  private PartSite site;

  @BeforeEach
  void aGatewayWithSecretsEverywhere() throws Exception {
    Loaded<GatewayConfig> loaded =
        new ConfigLoader(ConfigLoader.installedDrivers()).load(PlantedSecrets.write(directory));
    if (!(loaded instanceof Loaded.Good<GatewayConfig>(GatewayConfig good))) {
      throw new AssertionError(loaded.toString());
    }
    config = withFutureKey(good);
    ring.add(new Line(0, Level.INFO, "Gateway", "Ready <b>"));
    ring.add(new Line(1, Level.WARN, "Device", "It is warm"));
    for (String secret : PlantedSecrets.ALL) {
      ring.add(new Line(2, Level.ERROR, "Library", said(secret)));
    }
    site =
        new PartSite(
            new ManualTime(),
            directory,
            (frame, router) -> new CarePages(frame, this::facts, ring, () -> config).addTo(router));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  /// A driver of tomorrow has settings that nobody has thought of here.
  private static GatewayConfig withFutureKey(GatewayConfig loaded) {
    Room room = loaded.room();
    RoomDevice device = room.devices().getFirst();
    List<RoomDevice> devices = new ArrayList<>(room.devices());
    devices.add(
        new RoomDevice(
            new DeviceConfig(
                "camera",
                Map.of("host", "10.0.0.9", "session", "FutureTokenPlanted"),
                "room.yaml:9"),
            device.profile(),
            Map.of()));
    return loaded.with(
        new Room(room.id(), room.kind(), room.name(), true, devices, null, List.of(), List.of()));
  }

  /// Those that the gateway does not know must at least look like a secret.
  private static String said(String secret) {
    return switch (secret) {
      case "IdentityKeyPlanted" ->
          "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----";
      case "CommentPlanted", "TypoPlanted", "MqttSecretPlanted" -> "password=" + secret;
      default -> "it says " + secret + " and goes on";
    };
  }

  private Facts facts() {
    DeviceStatus projector =
        new DeviceStatus(
            "projector",
            Map.of("vi", "Máy chiếu"),
            DeviceState.OFFLINE,
            "auth",
            "the password ProjectorPassPlanted is wrong",
            Map.of("vi", "Nhập lại mật khẩu"),
            -1);
    return new Facts(
        new LocalStatus(
            "gw-1",
            Map.of("vi", "Phòng"),
            true,
            "0.1.0",
            7,
            60,
            ClockState.HOLDOVER,
            3,
            1_200,
            90,
            true,
            null,
            0,
            List.of(projector)),
        List.of(
            new Facts.Queue(Stream.EVENTS, 3, 90, 5, 1_000_000, 0),
            new Facts.Queue(Stream.TELEMETRY, 0, -1, -1, 2_500_000, 4)),
        UplinkWay.HTTPS,
        null,
        new Facts.Space(3_500_000, 8_000_000_000L, 12_000_000_000L),
        ClockSource.RUNNING_ON,
        Instant.EPOCH,
        "",
        List.of(
            new LastFaults.Fault(
                new Stamp(0, 1, 7, ClockState.UNSYNCED),
                "projector",
                EventKind.DEVICE_STATE,
                "auth",
                "the password ProjectorPassPlanted is wrong")));
  }

  @Test
  void queuesWayClockDiskAndFaultsAreTold() throws Exception {
    String page = site.signedIn().get("/care").body();
    for (String told :
        List.of(
            "3 bản ghi",
            "1 phút trước",
            "5 giây trước",
            "HTTPS",
            "3,5 MB trên 8 GB",
            "12 GB",
            "chưa lấy giờ qua mạng",
            "Nhập lại mật khẩu",
            "4 bản ghi",
            "chưa biết")) {
      assertTrue(page.contains(told), told + " in " + page);
    }
  }

  @Test
  void theLogIsShownFromAGradeOnWithoutSecrets() throws Exception {
    var browser = site.signedIn();
    String all = browser.get("/care/log").body();
    assertTrue(all.contains("Ready &lt;b&gt;"), all);
    assertEquals(List.of(), PlantedSecrets.in(all));
    String warnings = browser.get("/care/log?level=WARN").body();
    assertTrue(warnings.contains("It is warm"), warnings);
    assertFalse(warnings.contains("Ready"), warnings);
    assertFalse(browser.get("/care/log?level=ERROR").body().contains("It is warm"));
  }

  @Test
  void theLogRingIsBounded() {
    for (int i = 0; i < 2 * LogRing.MOST; i++) {
      ring.add(new Line(i, Level.INFO, "Test", "x".repeat(10_000)));
    }
    List<Line> lines = ring.newest(Level.INFO);
    assertEquals(LogRing.MOST, lines.size());
    assertEquals(LogRing.LONGEST + 1, lines.getFirst().text().length());
    assertEquals(2 * LogRing.MOST - 1, lines.getFirst().wallMillis(), "the newest first");
  }

  @Test
  void theBundleHoldsWhatHelpsAndNoSecret() throws Exception {
    var answer = site.signedIn().bytes("/care/bundle");
    assertTrue(
        answer.headers().firstValue("content-disposition").orElse("").contains("khue-gw-1.zip"));
    Map<String, String> files = PlantedSecrets.unpacked(answer.body());
    for (String name :
        List.of(
            "about.json",
            "queues.json",
            "devices.json",
            "faults.json",
            "log.txt",
            "configuration.json",
            "room.json",
            "disk.json",
            "README.txt")) {
      assertTrue(files.containsKey(name), name + " in " + files.keySet());
    }
    files.forEach((name, text) -> assertEquals(List.of(), PlantedSecrets.in(text), name));
    assertTrue(
        PlantedSecrets.file(files, "room.json").contains("\"host\" : \"10.0.0.9\""),
        files.toString());
    assertTrue(
        PlantedSecrets.file(files, "room.json").contains("\"password\" : \"•••\""),
        files.toString());
    assertTrue(PlantedSecrets.file(files, "log.txt").contains("It is warm"));
    assertTrue(PlantedSecrets.file(files, "disk.json").contains("card-key"));
  }

  @Test
  void whoIsNotATechnicianSeesNothingOfIt() throws Exception {
    for (String path : List.of("/care", "/care/log", "/care/bundle")) {
      assertEquals(303, site.anybody().get(path).statusCode(), path);
    }
  }
}
