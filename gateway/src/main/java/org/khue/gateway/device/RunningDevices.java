package org.khue.gateway.device;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.driver.DriverFactory;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.pipeline.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes, starts and stops devices one at a time, and owns the buses that they share. One thread at
/// a time changes something here.
final class RunningDevices {
  private static final Logger log = LoggerFactory.getLogger(RunningDevices.class);
  private static final String OWN_BUS = "device:";

  /// So long may what a device is doing just now take before it is let go.
  private static final Duration LETTING_GO = Duration.ofSeconds(8);

  private final Map<String, DriverFactory> drivers;
  private final ManagedDevice.Surroundings around;
  private final Pipeline pipeline;
  private final Map<String, BusOwner> buses = new ConcurrentHashMap<>();

  RunningDevices(
      Map<String, DriverFactory> drivers, ManagedDevice.Surroundings around, Pipeline pipeline) {
    this.drivers = Map.copyOf(drivers);
    this.around = around;
    this.pipeline = pipeline;
  }

  /// @throws IllegalArgumentException if there is no driver for one of them
  void check(List<RoomDevice> devices) {
    devices.forEach(this::driver);
  }

  private DriverFactory driver(RoomDevice device) {
    DriverFactory factory = drivers.get(device.profile().driver());
    if (factory == null) {
      throw new IllegalArgumentException(
          "no driver '" + device.profile().driver() + "' for device " + device.id());
    }
    return factory;
  }

  /// Made, but not started.
  RunningDevice make(RoomDevice device) {
    DriverFactory factory = driver(device);
    RuntimeSettings settings = around.settings();
    String busName = factory.bus(device.config());
    // Serial lines and the like block in native code, where a virtual thread would hold a carrier.
    ThreadFactory threads =
        busName.startsWith(OWN_BUS)
            ? Thread.ofVirtual().name("call " + busName).factory()
            : Thread.ofPlatform().daemon().name("call " + busName).factory();
    BusOwner bus =
        buses.computeIfAbsent(
            busName, name -> new BusOwner(name, Thread.ofVirtual().factory(), around.time()));
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
            around.time(),
            settings.tick(),
            (points, all) -> bus.event(() -> managed.stale(points, all)));
    return new RunningDevice(device, managed, worker, bus);
  }

  void start(RunningDevice device) {
    device.worker().start();
    device.bus().start();
  }

  Collection<BusOwner> buses() {
    return buses.values();
  }

  /// Ends one device, within about ten seconds; the others on its bus go on. What it had said is in
  /// its pipeline then, and the pipeline remembers what is open.
  ///
  /// @param removed whether nothing takes its place
  void stop(RunningDevice device, boolean removed) throws InterruptedException {
    BusOwner bus = device.bus();
    if (bus.remove(device.managed())) {
      buses.remove(bus.bus(), bus);
      bus.stop();
      if (!bus.await(LETTING_GO)) {
        log.warn("The thread of {} does not end", bus.bus());
      }
      device.managed().retire(removed);
    } else {
      CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
      boolean taken =
          bus.event(() -> {
            try {
              device.managed().retire(removed);
            } finally {
              done.complete(null);
            }
          });
      if (!taken || !isDone(done)) {
        log.warn("{} could not be let go in time: its bus is busy", device.spec().id());
      }
    }
    device.worker().stop();
    if (!device.worker().await(LETTING_GO)) {
      log.warn("The pipeline of {} does not end", device.spec().id());
    }
  }

  private static boolean isDone(CompletableFuture<@Nullable Void> done)
      throws InterruptedException {
    try {
      done.get(LETTING_GO.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    }
  }
}
