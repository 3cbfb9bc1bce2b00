package org.khue.gateway.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
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
import org.khue.gateway.config.RoomDifference;
import org.khue.gateway.device.Lifecycle.Transition;
import org.khue.gateway.pipeline.Pipeline;
import org.khue.gateway.pipeline.Recorder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drives all devices of a room. What one of them does (hang, throw, flood, vanish) touches at most
/// those on the same bus.
public final class DeviceRuntime implements DeviceCommands, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DeviceRuntime.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  private final Recorder recorder;
  private final Pipeline pipeline;
  private final GatewayClock clock;
  private final Identities identities;
  private final RunningDevices running;

  /// By id, in the order of the room file; replaced as a whole.
  private volatile Map<String, RunningDevice> devices = Map.of();

  private volatile Room room;
  private volatile boolean closed;

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
    this.pipeline = pipeline;
    running =
        new RunningDevices(
            drivers,
            new ManagedDevice.Surroundings(
                links, clock.time(), identities, settings, this::publish),
            pipeline);
    running.check(room.devices());
    Map<String, RunningDevice> made = new LinkedHashMap<>();
    room.devices().forEach(device -> made.put(device.id(), running.make(device)));
    devices = made;
  }

  public void start() {
    for (String gone : identities.known()) {
      if (!devices.containsKey(gone)) {
        publish(
            gone, new Transition(DeviceState.OFFLINE, DeviceState.REMOVED, "configuration", ""));
        identities.forget(gone);
      }
    }
    devices.values().forEach(running::start);
  }

  /// The room whose devices are driven now.
  public Room room() {
    return room;
  }

  /// Puts another room in the place of the present one, device by device: those that are the same
  /// in both go on without a pause, the others are stopped and started one after the other. The
  /// same room again changes nothing.
  ///
  /// @return what was done
  /// @throws IllegalArgumentException if a device has no driver here; nothing is changed then
  /// @throws InterruptedException if the gateway stops meanwhile: part of it is done then
  public synchronized RoomDifference apply(Room next) throws InterruptedException {
    running.check(next.devices());
    RoomDifference difference = RoomDifference.between(room, next);
    for (String gone : difference.removed()) {
      goOn();
      stop(gone, true);
      pipeline.end(gone);
      identities.forget(gone);
      put(room, gone, null);
    }
    pipeline.become(next);
    room = next;
    for (RoomDevice device : next.devices()) {
      goOn();
      RunningDevice before = devices.get(device.id());
      if (before != null && !difference.changed().contains(device.id())) {
        put(next, device.id(), before.as(device));
        continue;
      }
      if (before != null) {
        stop(device.id(), false);
        acceptOther(before.spec(), device);
      }
      RunningDevice made = running.make(device);
      put(next, device.id(), made);
      running.start(made);
    }
    return difference;
  }

  /// Whoever writes down another connection or type means another device.
  private void acceptOther(RoomDevice before, RoomDevice now) {
    if (!before.config().connection().equals(now.config().connection())
        || !before.profile().id().equals(now.profile().id())) {
      identities.forget(now.id());
    }
  }

  private void goOn() throws InterruptedException {
    if (closed) {
      throw new InterruptedException("the gateway stops");
    }
  }

  private void stop(String device, boolean removed) throws InterruptedException {
    RunningDevice before = devices.get(device);
    if (before != null) {
      running.stop(before, removed);
    }
  }

  /// @param order whose devices come first, in its order
  private void put(Room order, String id, @Nullable RunningDevice device) {
    Map<String, RunningDevice> left = new LinkedHashMap<>(devices);
    if (device == null) {
      left.remove(id);
    } else {
      left.put(id, device);
    }
    Map<String, RunningDevice> sorted = new LinkedHashMap<>();
    for (RoomDevice each : order.devices()) {
      RunningDevice there = left.remove(each.id());
      if (there != null) {
        sorted.put(each.id(), there);
      }
    }
    sorted.putAll(left);
    devices = sorted;
  }

  @Override
  public CompletionStage<Outcome<Receipt>> execute(Command command) {
    RunningDevice device = devices.get(command.device());
    if (device == null) {
      return refused("this gateway has no device " + command.device());
    }
    List<CommandSpec> commands = device.spec().profile().commands();
    for (CommandSpec spec : commands) {
      if (spec.id().equals(command.name())) {
        return switch (CommandCall.of(spec, command.args())) {
          case Outcome.Ok<CommandCall>(CommandCall call) -> execute(device, call, startBy(command));
          case Outcome.Failed<CommandCall>(Fault fault) ->
              CompletableFuture.completedStage(Outcome.failed(fault));
        };
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
      RunningDevice device, CommandCall call, Deadline startBy) {
    CompletableFuture<Outcome<Receipt>> done = new CompletableFuture<>();
    return device.bus().command(() -> device.managed().execute(call, startBy, done))
        ? done
        : refused("too many commands wait for " + device.spec().id() + ", or the gateway stops");
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
    closed = true;
    Collection<RunningDevice> ending = devices.values();
    running.buses().forEach(BusOwner::stop);
    try {
      long until = System.nanoTime() + CLOSE_PATIENCE.toNanos();
      for (BusOwner bus : running.buses()) {
        bus.await(left(until));
      }
      List<Thread> closers = new ArrayList<>();
      for (RunningDevice device : ending) {
        closers.add(Thread.ofPlatform().daemon().start(() -> close(device)));
      }
      for (Thread closer : closers) {
        closer.join(left(until));
      }
      for (RunningDevice device : ending) {
        device.worker().stop();
      }
      for (RunningDevice device : ending) {
        device.worker().await(left(until));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(RunningDevice device) {
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
