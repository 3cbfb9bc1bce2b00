package org.khue.gateway;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;
import org.khue.gateway.clock.SystemTime;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.apply.StartingRoom;
import org.khue.gateway.courier.CourierCommand;
import org.khue.gateway.discovery.DiscoverCommand;
import org.khue.gateway.identity.ClaimCommand;
import org.khue.gateway.identity.ClaimCommand.Sticker;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.local.care.DiagnosticsCommand;
import org.khue.gateway.report.VerifyCommand;
import org.khue.gateway.service.ServiceManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The gateway's process: `--config FILE`; or `claim --config FILE …`, which gets its certificate
/// and ends; or `discover --config FILE …`, which looks for devices and ends; or `courier …`, which
/// carries data by a stick and ends; or `diagnostics …`, which writes a bundle for whoever helps
/// from afar and ends. Exit codes: 0 clean stop, 1 the data directory cannot be used, 2
/// configuration wrong, 3 port taken, 4 not claimed, 5 nothing exported or acknowledged, 6 no
/// bundle written, 7 a report that is not as it was signed.
public final class GatewayMain {
  private static final String USAGE =
      "Usage: gateway --config FILE\n"
          + "       gateway claim --config FILE --cloud URL --ca FINGERPRINT --code CODE\n"
          + "       gateway discover --config FILE [--range RANGE]… [--json] [--accept KEY …]\n"
          + "       gateway diagnostics --config FILE --out FILE.zip\n"
          + "       gateway verify-report FILE.pdf --ca FINGERPRINT\n"
          + "       gateway courier export --config FILE --to DIRECTORY\n"
          + "       gateway courier receipt --config FILE --file RECEIPT\n"
          + "FILE is the gateway's gateway.yaml, see docs/reference/gateway.md;"
          + " the other three stand on its sticker";

  private static final int UNUSABLE_DATA = 1;
  private static final int WRONG_CONFIGURATION = 2;
  private static final int PORT_TAKEN = 3;
  private static final int NOT_CLAIMED = 4;
  private static final int NOT_CARRIED = 5;
  private static final int NOT_WRITTEN = 6;
  private static final int NOT_GENUINE = 7;

  private static final Set<String> CLAIM = Set.of("--config", "--cloud", "--ca", "--code");

  private GatewayMain() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length > 0 && args[0].equals("courier")) {
      System.exit(courier(List.of(args).subList(1, args.length)));
      return;
    }
    if (args.length > 0 && args[0].equals("claim")) {
      System.exit(claim(List.of(args).subList(1, args.length)));
      return;
    }
    if (args.length > 0 && args[0].equals("discover")) {
      List<String> options = List.of(args).subList(1, args.length);
      System.exit(DiscoverCommand.run(options, new SystemTime(), System.out, System.err));
      return;
    }
    if (args.length > 0 && args[0].equals("diagnostics")) {
      List<String> options = List.of(args).subList(1, args.length);
      boolean written =
          DiagnosticsCommand.run(
              options, Build.current().version(), Instant.now(), System.out, System.err);
      System.exit(written ? 0 : NOT_WRITTEN);
      return;
    }
    if (args.length > 0 && args[0].equals("verify-report")) {
      List<String> options = List.of(args).subList(1, args.length);
      System.exit(VerifyCommand.run(options, System.out, System.err) ? 0 : NOT_GENUINE);
      return;
    }
    Path file = configFile(args);
    if (file == null) {
      System.err.println(USAGE);
      System.exit(WRONG_CONFIGURATION);
      return;
    }
    int code = run(file);
    if (code != 0) {
      // The service manager leaves a wrong configuration alone; but a version on trial that does
      // not understand it has to be started again, until the launcher gives it up.
      System.exit(code == WRONG_CONFIGURATION && isOnTrial() ? UNUSABLE_DATA : code);
    }
    // Until SIGTERM: the shutdown hook ends the gateway and the process.
    new CountDownLatch(1).await();
  }

  private static boolean isOnTrial() {
    return System.getProperty("khue.trial", "").equals("yes");
  }

  private static @Nullable Path configFile(String[] args) {
    return args.length == 2 && args[0].equals("--config") ? Path.of(args[1]) : null;
  }

  /// @return the exit code
  private static int courier(List<String> args) {
    boolean export =
        args.size() == 5 && args.getFirst().equals("export") && args.get(3).equals("--to");
    boolean receipt =
        args.size() == 5 && args.getFirst().equals("receipt") && args.get(3).equals("--file");
    if (!export && !receipt || !args.get(1).equals("--config")) {
      System.err.println(CourierCommand.USAGE);
      return WRONG_CONFIGURATION;
    }
    return switch (new ConfigLoader(ConfigLoader.installedDrivers()).load(Path.of(args.get(2)))) {
      case Loaded.Wrong<GatewayConfig> wrong -> {
        wrong.problems().forEach(System.err::println);
        yield WRONG_CONFIGURATION;
      }
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> {
        SystemTime time = new SystemTime();
        TrustedTime trusted = new TrustedTime(time, Build.current().built());
        boolean done =
            CourierCommand.run(
                args.getFirst(),
                config.data(),
                Path.of(args.get(4)),
                time,
                trusted,
                System.out,
                System.err);
        yield done ? 0 : NOT_CARRIED;
      }
    };
  }

  /// @return the exit code
  private static int claim(List<String> args) {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.size(); i += 2) {
      options.put(args.get(i), args.get(i + 1));
    }
    if (args.size() != 2 * CLAIM.size() || !options.keySet().equals(CLAIM)) {
      System.err.println(USAGE);
      return WRONG_CONFIGURATION;
    }
    String cloud = options.getOrDefault("--cloud", "").replaceAll("/$", "");
    if (!cloud.matches("https?://[A-Za-z0-9.:\\[\\]-]+")) {
      System.err.println("--cloud must be the sticker's address, such as https://cloud.example");
      return WRONG_CONFIGURATION;
    }
    Sticker sticker =
        new Sticker(
            URI.create(cloud),
            options.getOrDefault("--ca", "").toLowerCase(Locale.ROOT),
            options.getOrDefault("--code", ""));
    if (!sticker.faults().isEmpty()) {
      sticker.faults().forEach(System.err::println);
      return WRONG_CONFIGURATION;
    }
    Path file = Path.of(options.getOrDefault("--config", ""));
    return switch (new ConfigLoader(ConfigLoader.installedDrivers()).load(file)) {
      case Loaded.Wrong<GatewayConfig> wrong -> {
        wrong.problems().forEach(System.err::println);
        yield WRONG_CONFIGURATION;
      }
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> {
        TrustedTime time = new TrustedTime(new SystemTime(), Build.current().built());
        boolean claimed =
            ClaimCommand.run(
                config.gateway(), config.data(), sticker, time, System.out, System.err);
        yield claimed ? 0 : NOT_CLAIMED;
      }
    };
  }

  /// @return 0 when the gateway runs
  private static int run(Path file) {
    if (!Files.isReadable(file)) {
      System.err.println(file + ": cannot be read. " + USAGE);
      return WRONG_CONFIGURATION;
    }
    Map<String, DriverFactory> drivers = ConfigLoader.installedDrivers();
    ConfigLoader loader = new ConfigLoader(drivers);
    return switch (loader.load(file)) {
      case Loaded.Wrong<GatewayConfig> wrong -> {
        wrong.problems().forEach(System.err::println);
        yield WRONG_CONFIGURATION;
      }
      case Loaded.Good<GatewayConfig>(GatewayConfig config) -> start(config, loader, drivers);
    };
  }

  private static int start(
      GatewayConfig written, ConfigLoader loader, Map<String, DriverFactory> drivers) {
    GatewayConfig config = written;
    try {
      config = StartingRoom.choose(written, loader);
      Gateway gateway =
          Gateway.start(
              config,
              drivers,
              Build.current(),
              new SystemTime(),
              (directory, clock) -> Journals.open(directory, JournalSettings.DEFAULTS, clock));
      ServiceManager manager = ServiceManager.of(System.getenv());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(gateway, manager), "stop"));
      Updating.start(gateway, config, () -> Thread.ofPlatform().start(() -> System.exit(0)));
      ready(config, gateway);
      manager.ready(gateway::localStatus);
      return 0;
    } catch (PortTakenException e) {
      System.err.println(e.getMessage());
      return PORT_TAKEN;
    } catch (IOException e) {
      System.err.println(
          "The gateway cannot use its data directory "
              + config.data()
              + ": "
              + e.getMessage()
              + ". Check that the disk is not full, that the directory belongs to this user and that"
              + " no other gateway runs on it.");
      return UNUSABLE_DATA;
    }
  }

  private static void ready(GatewayConfig config, Gateway gateway) {
    Logger log = LoggerFactory.getLogger(GatewayMain.class);
    long sinceStart =
        System.currentTimeMillis()
            - ProcessHandle.current()
                .info()
                .startInstant()
                .map(Instant::toEpochMilli)
                .orElse(System.currentTimeMillis());
    log.info("Ready {} ms after the start of the process", sinceStart);
    System.out.println(
        "READY gateway="
            + config.gateway()
            + " local=http://"
            + new GatewayConfig.Endpoint(config.localSite().host(), gateway.localPort()));
  }

  /// Being stopped is no failure: the exit code is 0 instead of the JVM's 143.
  private static void stop(Gateway gateway, ServiceManager manager) {
    manager.close();
    gateway.close();
    Runtime.getRuntime().halt(0);
  }
}
