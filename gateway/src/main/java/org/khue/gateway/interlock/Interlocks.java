package org.khue.gateway.interlock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Command;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.command.DeviceCommands;
import org.khue.gateway.config.InterlockRule;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.pipeline.Recorder;
import org.khue.gateway.pipeline.Watcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All interlocks of a room, on one thread that looks whenever a value has come, and several times
/// a second.
///
/// Three lines of defence, each for when the one before has failed: a command to switch on is
/// refused while a rule holds; the safe command is sent when a rule begins to hold, and again and
/// again while it does; the device's own timer, which only a living and content rule sets anew,
/// switches off when this thread, the gateway or the network has died.
public final class Interlocks implements DeviceCommands, Watcher, AutoCloseable {
  static final Logger LOG = LoggerFactory.getLogger(Interlocks.class);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final GatewayClock clock;
  private final Output output;
  private final Seen seen = new Seen();
  private final Semaphore news = new Semaphore(0);
  private final Thread thread;
  private volatile List<Line> lines = List.of();
  private volatile Map<String, String> timers = Map.of();
  private volatile boolean closed;

  /// The values of the watched points.
  private static final class Seen implements Sights {
    private final Map<String, Map<String, Look>> looks = new ConcurrentHashMap<>();
    private final Map<String, Long> alive = new ConcurrentHashMap<>();

    @Override
    public @Nullable Look of(String device, String point) {
      Map<String, Look> points = looks.get(device);
      return points == null ? null : points.get(point);
    }

    @Override
    public @Nullable Long alive(String device) {
      return alive.get(device);
    }
  }

  /// @param devices where commands reach the devices
  /// @param simulated whether the room is: its events then carry the flag
  public Interlocks(
      DeviceCommands devices, Recorder recorder, GatewayClock clock, boolean simulated) {
    this.clock = clock;
    output = new Output(devices, recorder, clock, simulated);
    thread = Thread.ofPlatform().daemon().name("interlocks").unstarted(this::run);
  }

  /// Guards this room from now on, in place of the one before.
  public void use(Room room) {
    long now = clock.time().monotonicMicros();
    List<Line> made = new ArrayList<>();
    Map<String, String> kept = new ConcurrentHashMap<>();
    for (RoomDevice device : room.devices()) {
      var hold = device.profile().hold();
      if (hold != null) {
        kept.put(device.id(), hold.command());
      }
      for (InterlockRule rule : room.interlocks()) {
        if (rule.device().equals(device.id())) {
          made.add(new Line(new Rule(rule, now), hold, output));
        }
      }
    }
    timers = kept;
    lines = List.copyOf(made);
    news.release();
  }

  public void start() {
    thread.start();
  }

  /// Carries a command out unless an interlock holds its device, or it would set the device's own
  /// timer, which is the interlocks' alone.
  @Override
  public CompletionStage<Outcome<Receipt>> execute(Command command) {
    if (command.name().equals(timers.get(command.device()))) {
      return refused(new Fault.Refused(command.name() + " is kept for the room's interlocks"));
    }
    for (Line line : lines) {
      if (line.device().equals(command.device())) {
        Fault refusal = line.guard().refusal(command.name());
        if (refusal != null) {
          return refused(refusal);
        }
      }
    }
    return output.devices().execute(command);
  }

  private static CompletionStage<Outcome<Receipt>> refused(Fault fault) {
    return CompletableFuture.completedStage(Outcome.failed(fault));
  }

  @Override
  public void seen(String device, String point, Look look) {
    if (lines.isEmpty()) {
      return;
    }
    seen.looks.computeIfAbsent(device, id -> new ConcurrentHashMap<>()).put(point, look);
    if (news.availablePermits() == 0) {
      news.release();
    }
  }

  @Override
  public void alive(String device, long atMicros) {
    seen.alive.put(device, atMicros);
  }

  private void run() {
    try {
      while (!closed) {
        look();
        if (news.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
          news.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("The interlocks stop");
    }
  }

  /// Judges all rules now, and does what follows. One thread at a time.
  void look() {
    long now = clock.time().monotonicMicros();
    for (Line line : lines) {
      line.look(seen, now);
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
