package org.khue.gateway.config.apply;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.khue.contract.ConfigMessage;
import org.khue.contract.EventKind;
import org.khue.contract.wire.JsonCodec;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.device.GatewayLinks;
import org.khue.gateway.identity.ConfigTrust;
import org.khue.gateway.identity.ConfigTrust.Verdict;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.journal.chaos.MovableTime;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.tamper.Refusals;
import org.khue.gateway.tamper.Tally;

/// Tampered, forged, older, replayed and misdirected configurations, one after the other, to the
/// real code that takes them, with the installed drivers and a real journal. One passes if it
/// changes what runs, or if the gateway did not say in its journal that it refuses it.
public final class ConfigTampering {
  private static final String GATEWAY = "gw-1";
  private static final long VERSION = 40;
  private static final int PLANTED = 100;
  private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1");
  private static final String PROFILE =
      """
      profile: meter
      driver: modbus-tcp
      kind: meter
      name: { vi: "Công tơ", en: "Meter" }
      source: "made up for this run"
      points:
        - { id: power, name: { vi: "Công suất", en: "Power" }, address: { table: input, register: 12, type: float32 }, unit: W, poll: 60s, report: { on-change: 1 } }
      """;

  private ConfigTampering() {}

  /// @param folder a new one for the gateway's files
  /// @throws IOException also if a good configuration is not taken
  public static Tally run(Path folder, long seed, int count) throws IOException {
    ForgedConfigs forge = new ForgedConfigs(GATEWAY, VERSION, seed);
    ConfigTrust trust =
        new ConfigTrust(
            GATEWAY, forge::fingerprint, new TrustedTime(new SystemTime(), Instant.EPOCH));
    Tried planted =
        tried(folder.resolve("planted"), any -> new Verdict.Believed(0), forge, PLANTED);
    Tried tried = tried(folder.resolve("real"), trust::judge, forge, count);
    return new Tally(count, tried.passed(), planted.passed() > 0, tried.reasons());
  }

  private record Tried(long passed, Map<String, Long> reasons) {}

  private static Tried tried(
      Path folder, Function<ConfigMessage, Verdict> judge, ForgedConfigs forge, int count)
      throws IOException {
    try (Bench bench = new Bench(folder, judge)) {
      bench.take(forge.good());
      // Nobody is waited for in an empty room: it is good when it has settled.
      bench.time.pass(Trial.SETTLE);
      bench.configs.look();
      String runs = bench.changes.text();
      if (!runs.equals(ForgedConfigs.RUNS)) {
        throw new IOException("the configuration that nobody has touched is not taken");
      }
      bench.refusals.newOnes();
      long passed = 0;
      boolean same = true;
      for (int i = 0; i < count && same; i++) {
        bench.take(forge.bad());
        same = bench.changes.text().equals(runs);
        if (bench.refusals.newOnes() != 1 || !same) {
          passed++;
        }
      }
      return new Tried(passed, bench.refusals.reasons());
    }
  }

  /// A gateway that takes configurations, without the rest of it.
  private static final class Bench implements AutoCloseable {
    private final MovableTime time = new MovableTime();
    private final Refusals refusals;
    private final DeviceRuntime devices;
    private final RoomChanges changes;
    private final CloudConfigs configs;

    Bench(Path folder, Function<ConfigMessage, Verdict> judge) throws IOException {
      Map<String, DriverFactory> drivers = ConfigLoader.installedDrivers();
      GatewayConfig config = config(folder, drivers);
      Files.createDirectories(config.data());
      refusals =
          new Refusals(folder.resolve("journal"), EventKind.CONFIG_REFUSED, new SystemTime());
      devices =
          new DeviceRuntime(
              config.room(),
              drivers,
              GatewayLinks.withoutCards(NO_BROKER),
              new Pipeline(
                  config.room(),
                  refusals.clock(),
                  refusals.recorder(),
                  config.data().resolve("open")),
              refusals.recorder(),
              refusals.clock(),
              config.data());
      changes =
          new RoomChanges(
              config,
              drivers,
              devices,
              room -> {
                // Nobody is told.
              });
      ConfigReports reports = new ConfigReports(refusals.recorder(), refusals.clock(), () -> true);
      configs = new CloudConfigs(changes, judge, devices, reports, time, Duration.ofMinutes(1));
      devices.start();
    }

    void take(ConfigMessage message) {
      configs.accept(JsonCodec.write(message));
      configs.look();
    }

    private static GatewayConfig config(Path folder, Map<String, DriverFactory> drivers)
        throws IOException {
      Files.createDirectories(folder.resolve("profiles"));
      Files.writeString(folder.resolve("profiles/meter.yaml"), PROFILE);
      Files.writeString(folder.resolve("secret.txt"), "chaos\n");
      Files.writeString(folder.resolve("room.yaml"), ForgedConfigs.room("lamp"));
      Path file =
          Files.writeString(
              folder.resolve("gateway.yaml"),
              """
              gateway: gw-1
              room: room.yaml
              cloud: { mqtt: "tcp://127.0.0.1:1", secret-file: secret.txt }
              """);
      return switch (new ConfigLoader(drivers).load(file)) {
        case Loaded.Good<GatewayConfig>(GatewayConfig good) -> good;
        case Loaded.Wrong<GatewayConfig> wrong ->
            throw new IOException("the room of this run is wrong: " + wrong.problems());
      };
    }

    @Override
    public void close() throws IOException {
      configs.close();
      devices.close();
      refusals.close();
    }
  }
}
