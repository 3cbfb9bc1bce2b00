package org.khue.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stream;
import org.khue.driver.DriverFactory;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.driver.TimeSource;
import org.khue.gateway.clock.BootCounter;
import org.khue.gateway.clock.ClockThread;
import org.khue.gateway.clock.ClockWatch;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.command.CommandHandler;
import org.khue.gateway.command.CommandLedger;
import org.khue.gateway.config.GatewayConfig;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.config.GatewayConfig.RoomBroker.Embedded;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.apply.CloudConfigs;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.device.DeviceStatus;
import org.khue.gateway.device.GatewayLinks;
import org.khue.gateway.device.RoomBroker;
import org.khue.gateway.discovery.Inbox;
import org.khue.gateway.identity.GatewayIdentity;
import org.khue.gateway.identity.TrustedTime;
import org.khue.gateway.interlock.Interlocks;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.local.LocalPages;
import org.khue.gateway.local.LocalSite;
import org.khue.gateway.local.LocalStatus;
import org.khue.gateway.local.alarm.AlarmPages;
import org.khue.gateway.local.care.CarePages;
import org.khue.gateway.local.care.RingAppender;
import org.khue.gateway.local.rollcall.RollCallPages;
import org.khue.gateway.pipeline.AlarmDesk;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.pipeline.Taps;
import org.khue.gateway.rollcall.RollCalls;
import org.khue.gateway.uplink.Access;
import org.khue.gateway.uplink.GatewayFacts;
import org.khue.gateway.uplink.Uplink;
import org.khue.gateway.uplink.UplinkSettings;

/// A running gateway: makes its parts, hands each what it needs, and ends them in reverse order.
///
/// First what stamps and keeps (boot number, clock, journal), then what others connect to (room
/// broker, local site), then the devices, and the uplink last: nothing is sent before it is on
/// disk, and no part waits for the cloud.
public final class Gateway implements AutoCloseable {
  /// Where no room broker is configured, nothing listens there.
  private static final URI NO_BROKER = URI.create("tcp://127.0.0.1:1");

  /// Opens the journal in a directory.
  @FunctionalInterface
  public interface JournalSource {
    Journal open(Path directory, GatewayClock clock) throws IOException;
  }

  private final GatewayConfig config;
  private final Build build;
  private final Parts parts;
  private final GatewayClock clock;
  private final Journal journal;
  private final DeviceRuntime devices;
  private final AlarmDesk alarms;
  private final Taps taps;
  private final RollCalls rollCalls;
  private final RoomChanges changes;
  private final Inbox inbox;
  private final CommandHandler commands;
  private final LocalSite site;
  private final Uplink uplink;
  private final Recorder recorder;
  private final GatewayStatus status;
  private @Nullable GatewayIdentity identity;

  private Gateway(
      GatewayConfig config,
      Map<String, DriverFactory> drivers,
      Build build,
      TimeSource time,
      JournalSource journals,
      Parts parts)
      throws IOException, PortTakenException {
    this.config = config;
    this.build = build;
    this.parts = parts;
    Path data = config.data();
    Files.createDirectories(data);
    ClockWatch watch = new ClockWatch(time, data, build.built(), ClockWatch.TIMESYNC);
    clock = new GatewayClock(time, BootCounter.next(data), watch.judge());
    journal = parts.add(journals.open(data.resolve("journal"), clock));
    recorder = parts.add(new Recorder(journal));
    URI broker = roomBroker(data);
    announce();
    Interlocks interlocks =
        new Interlocks(this::orderDevice, recorder, clock, config.room().simulated());
    Pipeline pipeline =
        new Pipeline(config.room(), clock, recorder, data.resolve("open"), interlocks);
    pipeline.endOrphans();
    alarms = pipeline.alarms();
    taps = pipeline.taps();
    rollCalls =
        parts.add(
            new RollCalls(data.resolve("roll-call"), clock, recorder, config.room().simulated()));
    taps.listen(rollCalls);
    GatewayLinks links = new GatewayLinks(broker, data);
    devices =
        parts.add(
            new DeviceRuntime(config.room(), drivers, links, pipeline, recorder, clock, data));
    interlocks.use(config.room());
    parts.add(interlocks).start();
    changes = new RoomChanges(config, drivers, devices, room -> changed(room, interlocks));
    inbox = parts.add(Inboxes.of(config, drivers, links, time, devices, changes));
    commands =
        new CommandHandler(
            interlocks,
            journal,
            clock,
            parts.add(new CommandLedger(data.resolve("commands"))),
            config.room().simulated());
    TrustedTime trusted = new TrustedTime(time, build.built());
    Access access = access(time, trusted);
    CloudConfigs configs =
        parts.add(Configurations.of(config, changes, access, trusted, devices, recorder, clock));
    uplink =
        parts.add(
            new Uplink(
                UplinkSettings.of(config.gateway(), access, config.cloud().uplink()),
                journal,
                clock,
                this::facts,
                recorder.newest()::take,
                commands,
                configs));
    status =
        new GatewayStatus(config, build, clock, watch, journal, uplink, devices, changes, recorder);
    site = localSite();
    devices.start();
    rollCalls.start();
    inbox.start();
    commands.reportInterrupted();
    configs.start();
    uplink.start();
    parts.add(new ClockThread(watch, clock));
  }

  /// Starts all parts. It returns when entries can be kept and devices are being connected; it
  /// waits neither for a device nor for the cloud.
  ///
  /// @param drivers by id
  /// @throws PortTakenException if the room broker's or the local site's address is in use
  /// @throws IOException if the data directory cannot be used; nothing runs then
  public static Gateway start(
      GatewayConfig config,
      Map<String, DriverFactory> drivers,
      Build build,
      TimeSource time,
      JournalSource journals)
      throws IOException, PortTakenException {
    Parts parts = new Parts();
    try {
      return new Gateway(config, drivers, build, time, journals, parts);
    } catch (IOException | PortTakenException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /// Another room runs now.
  private void changed(Room room, Interlocks interlocks) {
    interlocks.use(room);
    recorder.event(Inventories.of(room, clock.now()));
  }

  private CompletionStage<Outcome<Receipt>> orderDevice(Command command) {
    return devices.execute(command);
  }

  private URI roomBroker(Path data) throws IOException, PortTakenException {
    GatewayConfig.RoomBroker broker = config.roomBroker();
    if (broker instanceof Embedded(Endpoint bind)) {
      try {
        parts.add(RoomBroker.start(bind, Files.createDirectories(data.resolve("broker"))));
      } catch (BindException e) {
        throw taken(bind, "the room's MQTT devices", "room-broker", e);
      }
    }
    return broker == null ? NO_BROKER : broker.uri();
  }

  private LocalSite localSite() throws IOException, PortTakenException {
    try {
      LocalPages pages =
          new GatewayPages(
                  config,
                  inbox,
                  devices,
                  changes,
                  commands,
                  recorder,
                  clock,
                  identity,
                  this::localStatus,
                  taps,
                  rollCalls,
                  () -> journal.depth(Stream.EVENTS).acknowledgedSeq())
              .pages();
      new AlarmPages(pages.frame(), alarms, clock).addTo(pages.router());
      new RollCallPages(pages.frame(), rollCalls).addTo(pages.router());
      new CarePages(
              pages.frame(), status::facts, RingAppender.ring(), () -> config.with(devices.room()))
          .addTo(pages.router());
      return parts.add(LocalSite.start(config.localSite(), pages.handler()));
    } catch (BindException e) {
      throw taken(config.localSite(), "the local site", "local-site", e);
    }
  }

  private static PortTakenException taken(
      Endpoint bind, String purpose, String key, BindException cause) {
    return new PortTakenException(bind.toString(), bind.port(), purpose, key, cause);
  }

  /// What the uplink connects with.
  private Access access(TimeSource time, TrustedTime trusted) throws IOException {
    switch (config.cloud()) {
      case Cloud.WithSecret(URI mqtt, Path file, var _) -> {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
          String first = lines.readLine();
          return Access.secret(mqtt.toString(), first == null ? "" : first.strip());
        }
      }
      case Cloud.WithCertificate claim -> {
        GatewayIdentity made =
            parts.add(
                new GatewayIdentity(
                    new GatewayIdentity.Settings(
                        config.gateway(), claim.url(), claim.authority(), claim.claimCode()),
                    config.data(),
                    time,
                    trusted));
        made.start();
        identity = made;
        return made;
      }
    }
  }

  /// What the state message says.
  private GatewayFacts facts() {
    List<DeviceStatus> statuses = devices.statuses();
    long online = statuses.stream().filter(device -> device.state().connected()).count();
    return new GatewayFacts(build.version(), changes.label(), (int) online, statuses.size());
  }

  /// The first entries of each boot: that it began, and what it drives.
  private void announce() {
    recorder.event(
        new Event(
            clock.now(),
            "",
            EventKind.GATEWAY_STARTED,
            config.room().simulated(),
            Map.of("version", build.version())));
    recorder.event(Inventories.of(config.room(), clock.now()));
  }

  /// What the local site shows.
  LocalStatus localStatus() {
    return status.now();
  }

  /// What was found and is not in the room yet.
  public Inbox inbox() {
    return inbox;
  }

  Recorder recorder() {
    return recorder;
  }

  GatewayClock clock() {
    return clock;
  }

  /// Ends it with the gateway, before all that runs already.
  void add(AutoCloseable part) {
    parts.add(part);
  }

  public int localPort() {
    return site.port();
  }

  /// Ends all parts within about five seconds; what was recorded is on disk then.
  @Override
  public void close() {
    parts.close();
  }
}
