package org.khue.gateway.discovery;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.ConfigLoader;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.DiscoveryConfig;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.Loaded;
import org.khue.gateway.config.apply.PresentRoom;
import org.khue.gateway.device.GatewayLinks;
import org.khue.gateway.device.Identities;

/// `khue gateway discover`: looks once and prints what it found, or takes one of it into the room
/// file. It may run beside the gateway: devices of the room file are not touched.
public final class DiscoverCommand {
  private static final Duration PATIENCE = Duration.ofMinutes(6);
  private static final int WRONG = 2;
  private static final int NOT_DONE = 5;
  private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1");

  private DiscoverCommand() {}

  /// @return exit code: 0 done, 2 the command line or the configuration is wrong, 5 not accepted
  public static int run(List<String> args, TimeSource time, PrintStream out, PrintStream err)
      throws InterruptedException {
    DiscoverOptions options;
    try {
      options = DiscoverOptions.parse(args);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      err.println(DiscoverOptions.USAGE);
      return WRONG;
    }
    Map<String, DriverFactory> drivers = ConfigLoader.installedDrivers();
    ConfigLoader loader = new ConfigLoader(drivers);
    Loaded<DiscoveryConfig> where = loader.discovery(options.config());
    return switch (loader.load(options.config())) {
      case Loaded.Wrong<GatewayConfig>(List<ConfigProblem> problems) -> {
        problems.forEach(err::println);
        yield WRONG;
      }
      case Loaded.Good<GatewayConfig>(GatewayConfig config)
          when where instanceof Loaded.Good<DiscoveryConfig>(DiscoveryConfig listed) -> {
        try (Inbox inbox = inbox(config, listed, options, drivers, loader, time)) {
          yield scan(inbox, options, out, err);
        }
      }
      case Loaded.Good<GatewayConfig> good -> WRONG;
    };
  }

  private static Inbox inbox(
      GatewayConfig config,
      DiscoveryConfig listed,
      DiscoverOptions options,
      Map<String, DriverFactory> drivers,
      ConfigLoader loader,
      TimeSource time) {
    GatewayConfig.RoomBroker broker = config.roomBroker();
    Path data = config.data();
    Links links = GatewayLinks.withoutCards(broker == null ? NO_BROKER : broker.uri());
    DiscoveryConfig all = listed.with(options.ranges(), options.serial());
    Identities identities = new Identities(data.resolve("identities"));
    return new Inbox(
        new Surroundings(
            drivers,
            links,
            time,
            broker != null,
            () -> new Loaded.Good<>(all),
            loader::profiles,
            book(config, listed, loader),
            List::of,
            Surroundings.Numbers.of(identities),
            data));
  }

  private static RoomBook book(GatewayConfig config, DiscoveryConfig listed, ConfigLoader loader) {
    RoomBook file = new RoomFileBook(loader, listed.roomFile(), listed.profiles());
    return PresentRoom.inPlaceOf(config, loader)
        .<RoomBook>map(room -> new LaterRoomBook(room, file.text()))
        .orElse(file);
  }

  private static int scan(Inbox inbox, DiscoverOptions options, PrintStream out, PrintStream err)
      throws InterruptedException {
    ScanStart start = inbox.scan();
    if (!(start instanceof ScanStart.Started)) {
      err.println(start.words().text("en"));
      return WRONG;
    }
    inbox.awaitScan(PATIENCE);
    inbox.scanState().faults().forEach(err::println);
    if (!options.accept().isEmpty()) {
      Accepted accepted = inbox.accept(options.accept(), options.entry());
      out.println(accepted.words().text("en"));
      if (accepted instanceof Accepted.Done) {
        out.println("Start the gateway again to take it.");
      }
      return accepted instanceof Accepted.Done ? 0 : NOT_DONE;
    }
    FindingPrint print = new FindingPrint(inbox.findings());
    out.print(options.json() ? print.json() : print.table());
    return 0;
  }
}
