package org.khue.gateway.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.random.RandomGenerator;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.Deadline;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.command.DeviceCommands;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.Lifecycle.Transition;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives all devices of a room. What one of them does (hang, throw, flood, vanish) touches at most
/// those on the same bus.
public final class DeviceRuntime implements DeviceCommands, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeviceRuntime.class);
  private static final String OWN_BUS = "device:";
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final Room room;
  private final Recorder recorder;
  private final GatewayClock clock;
  private final Identities identities;
  private final Map<String, Running> devices = new LinkedHashMap<>();
  private final Map<String, BusOwner> buses = new HashMap<>();

  private record Running(
      RoomDevice spec, ManagedDevice managed, DeviceWorker worker, BusOwner bus) {}

  /// @param drivers by id; has each driver that the room's profiles name
  /// @param data the gateway's directory: remembered serial numbers lie in `identities`
  public DeviceRuntime(
      Room room,
      Map<String, DriverFactory> drivers,
      Links links,
      Pipeline pipeline,
      Recorder recorder,
      GatewayClock clock,
      Path data) {
    this(room, drivers, links, pipeline, recorder, clock, data, RuntimeSettings.DEFAULT);
  }

  DeviceRuntime(
      Room room,
      Map<String, DriverFactory> drivers,
      Links links,
      Pipeline pipeline,
      Recorder recorder,
      GatewayClock clock,
      Path data,
      RuntimeSettings settings) {
    this.room = room;
    this.recorder = recorder;
    this.clock = clock;
    identities = new Identities(data.resolve("identities"));
    ManagedDevice.Surroundings around =
        new ManagedDevice.Surroundings(links, clock.time(), identities, settings, this::publish);
    for (RoomDevice device : room.devices()) {
      DriverFactory factory = drivers.get(device.profile().driver());
      if (factory == null) {
        throw new IllegalArgumentException(
            "no driver '" + device.profile().driver() + "' for device " + device.id());
      }
      devices.put(device.id(), running(device, factory, around, pipeline, settings));
    }
  }

  private Running running(
      RoomDevice device,
      DriverFactory factory,
      ManagedDevice.Surroundings around,
      Pipeline pipeline,
      RuntimeSettings settings) {
    String busName = factory.bus(device.config());
    // Serial lines and the like block in native code, where a virtual thread would hold a carrier.
    ThreadFactory threads =
        busName.startsWith(OWN_BUS)
            ? Thread.ofVirtual().name("call " + busName).factory()
            : Thread.ofPlatform().daemon().name("call " + busName).factory();
    BusOwner bus =
        buses.computeIfAbsent(
            busName, name -> new BusOwner(name, Thread.ofVirtual().factory(), clock.time()));
    Backoff backoff =
        new Backoff(
            settings.firstBackoff(), settings.longestBackoff(), RandomGenerator.getDefault());
    Mailbox mailbox = new Mailbox();
    ManagedDevice managed =
        new ManagedDevice(
            device,
            factory,
            around,
            mailbox,
            new GuardedCalls(threads),
            new Lifecycle(new Breaker(settings.breakerThreshold(), backoff)),
            bus);
    bus.add(managed);
    DeviceWorker worker =
        new DeviceWorker(
            device.id(),
            mailbox,
            pipeline.of(device),
            clock.time(),
            settings.tick(),
            (points, all) -> bus.event(() -> managed.stale(points, all)));
    return new Running(device, managed, worker, bus);
  }

  public void start() {
    for (String gone : identities.known()) {
      if (!devices.containsKey(gone)) {
        publish(
            gone, new Transition(DeviceState.OFFLINE, DeviceState.REMOVED, "configuration", ""));
        identities.forget(gone);
      }
    }
    devices.values().forEach(device -> device.worker().start());
    buses.values().forEach(BusOwner::start);
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(Command command) {
    Running running = devices.get(command.device());
    if (running == null) {
      return refused("this gateway has no device " + command.device());
    }
    List<CommandSpec> commands = running.spec().profile().commands();
    for (CommandSpec spec : commands) {
      if (spec.id().equals(command.name())) {
        return execute(running, new CommandCall(spec, command.args()), startBy(command));
      }
    }
    return refused(
        command.device()
            + " has no command "
            + command.name()
            + ", only "
            + commands.stream().map(CommandSpec::id).toList());
  }

  private CompletionStage<Outcome<Receipt>> execute(
      Running running, CommandCall call, Deadline startBy) {
    CompletableFuture<Outcome<Receipt>> done = new CompletableFuture<>();
    return running.bus().command(() -> running.managed().execute(call, startBy, done))
        ? done
        : refused("too many commands wait for " + running.spec().id() + ", or the gateway stops");
  }

  /// By the monotonic clock, so that a jump of the wall clock does not stretch it.
  private Deadline startBy(Command command) {
    long left = Math.max(0, command.notAfterMicros() - clock.time().wallMicros());
    return new Deadline(clock.time(), clock.time().monotonicMicros() + left);
  }

  private static CompletionStage<Outcome<Receipt>> refused(String reason) {
    return CompletableFuture.completedStage(Outcome.failed(new Fault.Refused(reason)));
  }

  /// In the order of the room file.
  public List<DeviceStatus> statuses() {
    List<DeviceStatus> statuses = new ArrayList<>();
    devices.values().forEach(device -> statuses.add(device.managed().status()));
    return statuses;
  }

  private void publish(RoomDevice device, Transition moved) {
    publish(device.id(), moved);
  }

  private void publish(String device, Transition moved) {
    log.info(
        "{}: {} -> {} ({}{})",
        device,
        moved.from(),
        moved.to(),
        moved.reason(),
        moved.message().isEmpty() ? "" : ": " + moved.message());
    Map<String, Object> details = new HashMap<>();
    details.put("from", moved.from().name());
    details.put("to", moved.to().name());
    details.put("reason", moved.reason());
    if (!moved.message().isEmpty()) {
      details.put("message", moved.message());
    }
    Map<String, String> next =
        moved.to() == DeviceState.ONLINE ? Map.of() : Advice.of(moved.reason());
    if (!next.isEmpty()) {
      details.put("next", next);
    }
    recorder.event(
        new Event(clock.now(), device, EventKind.DEVICE_STATE, room.simulated(), details));
  }

  /// Ends within about five seconds, whatever the drivers do.
  @Override
  public void close() {
    buses.values().forEach(BusOwner::stop);
    try {
      long until = System.nanoTime() + CLOSE_PATIENCE.toNanos();
      for (BusOwner bus : buses.values()) {
        bus.await(left(until));
      }
      List<Thread> closers = new ArrayList<>();
      for (Running device : devices.values()) {
        closers.add(Thread.ofPlatform().daemon().start(() -> close(device)));
      }
      for (Thread closer : closers) {
        closer.join(left(until));
      }
      for (Running device : devices.values()) {
        device.worker().stop();
      }
      for (Running device : devices.values()) {
        device.worker().await(left(until));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Running device) {
    try {
      device.managed().close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// At least a little: a thread that is about to end may do so.
  private static Duration left(long untilNanos) {
    return Duration.ofNanos(Math.max(100_000_000, untilNanos - System.nanoTime()));
  }
}
