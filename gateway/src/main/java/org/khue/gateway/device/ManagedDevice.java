package org.khue.gateway.device;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Capability;
import org.khue.driver.CommandCall;
import org.khue.driver.Deadline;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Fault;
import org.khue.driver.Identity;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.PointSpec;
import org.khue.driver.Receipt;
import org.khue.driver.Sample;
import org.khue.driver.TimeSource;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.device.GuardedCalls.Result;
import org.khue.gateway.device.Lifecycle.Transition;
import org.khue.gateway.pipeline.DevicePipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device with its driver. Its bus owner's thread calls everything but [#status].
///
/// A driver lives from a probe to the loss of the connection; the next attempt makes a new one, so
/// that nothing of a broken state is carried along.
final class ManagedDevice {
  private static final Logger log = LoggerFactory.getLogger(ManagedDevice.class);

  /// What all devices of a gateway share.
  record Surroundings(
      Links links,
      TimeSource time,
      Identities identities,
      RuntimeSettings settings,
      BiConsumer<RoomDevice, Transition> transitions) {}

  private final RoomDevice device;
  private final DriverFactory factory;
  private final Surroundings around;
  private final Mailbox mailbox;
  private final GuardedCalls calls;
  private final Lifecycle lifecycle;
  private final PollPlan polls;
  private final Set<String> everySample = new TreeSet<>();
  private final BusOwner bus;
  private @Nullable Driver driver;
  private @Nullable DeviceSink sink;
  private volatile Transition latest =
      new Transition(DeviceState.CONFIGURED, DeviceState.CONFIGURED, "start", "");
  private volatile long lastSeenMicros = -1;
  private volatile Map<String, String> name;
  private boolean retired;

  ManagedDevice(
      RoomDevice device,
      DriverFactory factory,
      Surroundings around,
      Mailbox mailbox,
      GuardedCalls calls,
      Lifecycle lifecycle,
      BusOwner bus) {
    this.device = device;
    name = device.name();
    this.factory = factory;
    this.around = around;
    this.mailbox = mailbox;
    this.calls = calls;
    this.lifecycle = lifecycle;
    this.bus = bus;
    polls = new PollPlan(device.profile().points());
    for (PointSpec point : device.profile().points()) {
      if (DevicePipeline.mustKeepEach(point)) {
        everySample.add(point.id());
      }
    }
  }

  /// When [#work] has something to do.
  long dueAt() {
    return lifecycle.state().connected() ? polls.dueAt() : lifecycle.probeAt();
  }

  /// Reads what is due, or tries to connect.
  void work() throws InterruptedException {
    if (lifecycle.state().connected()) {
      poll();
    } else {
      connect();
    }
  }

  private void connect() throws InterruptedException {
    publish(lifecycle.begin());
    if (calls.exhausted()) {
      down("stuck-driver", "calls to the driver of " + device.id() + " never came back");
      return;
    }
    if (!lifecycle.tryProbe(now())) {
      return;
    }
    Driver made;
    try {
      made = factory.create(device.config(), device.profile(), around.links(), around.time());
    } catch (RuntimeException e) {
      down(bug("making the driver", e));
      return;
    }
    Duration patience = around.settings().probePatience();
    Deadline deadline = Deadline.after(patience, around.time());
    switch (guarded(() -> made.probe(deadline), patience)) {
      case Result.Came<Outcome<Identity>>(Outcome.Ok<Identity>(Identity identity)) ->
          accept(made, identity);
      case Result.Came<Outcome<Identity>>(Outcome.Failed<Identity>(Fault fault)) -> {
        discard(made);
        down(fault);
      }
      case Result.Threw<Outcome<Identity>>(Throwable failure) -> {
        discard(made);
        down(bug("probing", failure));
      }
      case Result.Hung<Outcome<Identity>>() -> {
        discard(made);
        down(hung("the probe", patience));
      }
    }
  }

  private void accept(Driver made, Identity identity) throws InterruptedException {
    if (around.identities().check(device.id(), identity)
        instanceof Identities.Check.Other(String message)) {
      discard(made);
      down("other-device", message);
      return;
    }
    lastSeenMicros = now();
    mailbox.signal(new Mailbox.Item.Connected());
    driver = made;
    polls.restart(now());
    publish(lifecycle.probed(now()));
    if (factory.capabilities().contains(Capability.LISTEN)) {
      listen(made);
    }
  }

  private void listen(Driver made) throws InterruptedException {
    DeviceSink opened =
        new DeviceSink(
            mailbox,
            point -> !everySample.contains(point),
            sample -> lastSeenMicros = sample.monotonicMicros(),
            fault -> bus.event(() -> connectionLost(made, fault)),
            around.time());
    sink = opened;
    Duration patience = around.settings().probePatience();
    Result<Boolean> result =
        guarded(
            () -> {
              made.listen(opened);
              return true;
            },
            patience);
    switch (result) {
      case Result.Came<Boolean> came -> {}
      case Result.Threw<Boolean>(Throwable failure) -> down(bug("listening", failure));
      case Result.Hung<Boolean>() -> down(hung("listening", patience));
    }
  }

  private void poll() throws InterruptedException {
    PollPlan.Group group = polls.first();
    Driver current = driver;
    if (group == null || current == null) {
      return;
    }
    Duration patience = around.settings().readPatience(group.period());
    Deadline deadline = Deadline.after(patience, around.time());
    Result<Map<String, Outcome<Sample>>> result =
        guarded(() -> current.read(group.points(), deadline), patience);
    group.done(now());
    switch (result) {
      case Result.Came<Map<String, Outcome<Sample>>>(Map<String, Outcome<Sample>> outcomes) ->
          readCame(group, outcomes);
      case Result.Threw<Map<String, Outcome<Sample>>>(Throwable failure) ->
          readBroke(group, bug("reading", failure));
      case Result.Hung<Map<String, Outcome<Sample>>>() ->
          readBroke(group, hung("a read", patience));
    }
  }

  private void readCame(PollPlan.Group group, Map<String, Outcome<Sample>> outcomes)
      throws InterruptedException {
    Set<String> good = new TreeSet<>();
    Map<String, Fault> bad = new LinkedHashMap<>();
    for (PointSpec point : group.points()) {
      Outcome<Sample> outcome = outcomes.get(point.id());
      if (outcome instanceof Outcome.Ok<Sample>(Sample sample)) {
        lastSeenMicros = sample.monotonicMicros();
        mailbox.value(sample, !everySample.contains(point.id()));
        good.add(point.id());
      } else {
        Fault fault =
            outcome instanceof Outcome.Failed<Sample>(Fault told)
                ? told
                : new Fault.Protocol("the driver gave no outcome for " + point.id());
        bad.put(point.id(), fault);
        failure(point.id(), fault);
      }
    }
    settle(lifecycle.read(good, bad, now()));
  }

  private void readBroke(PollPlan.Group group, Fault fault) throws InterruptedException {
    group.points().forEach(point -> failure(point.id(), fault));
    down(fault);
  }

  private void failure(String point, Fault fault) {
    mailbox.failure(
        new Mailbox.Item.Failure(
            point, fault.code(), around.time().wallMicros(), around.time().monotonicMicros()));
  }

  /// The driver said so. Word of a connection that was already given up is passed over.
  private void connectionLost(Driver of, Fault fault) throws InterruptedException {
    if (driver == of) {
      down(fault);
    }
  }

  /// The pipeline has noticed that points are silent, or speak again.
  ///
  /// @param all whether not one of them speaks any more
  void stale(Set<String> points, boolean all) throws InterruptedException {
    if (retired || !lifecycle.state().connected()) {
      return;
    }
    String message = "nothing has come for too long from " + String.join(", ", points);
    if (all) {
      down("stale", message);
    } else {
      publish(lifecycle.stale(!points.isEmpty(), points.isEmpty() ? "" : message));
    }
  }

  /// @param startBy it is not begun later
  /// @param done gets the outcome, at the latest when the command's own deadline is over
  void execute(CommandCall call, Deadline startBy, CompletableFuture<Outcome<Receipt>> done)
      throws InterruptedException {
    Driver current = driver;
    if (startBy.passed()) {
      done.complete(failed(new Fault.Timeout("its time was over before its turn came")));
      return;
    }
    if (current == null) {
      done.complete(
          failed(
              new Fault.Gone(
                  device.id() + " is " + lifecycle.state() + " (" + latest.reason() + ")")));
      return;
    }
    Duration patience = call.spec().deadline();
    Deadline deadline = Deadline.after(patience, around.time());
    done.completeOnTimeout(
        failed(new Fault.Timeout("no confirmation within " + patience.toSeconds() + " s")),
        patience.plus(around.settings().grace()).toMillis(),
        TimeUnit.MILLISECONDS);
    switch (guarded(() -> current.execute(call, deadline), patience)) {
      case Result.Came<CompletionStage<Outcome<Receipt>>>(
              CompletionStage<Outcome<Receipt>> stage) ->
          stage.whenComplete((outcome, failure) -> done.complete(ended(outcome, failure)));
      case Result.Threw<CompletionStage<Outcome<Receipt>>>(Throwable failure) ->
          done.complete(failed(bug("executing " + call.spec().id(), failure)));
      case Result.Hung<CompletionStage<Outcome<Receipt>>>() -> {
        Fault fault = hung("the command " + call.spec().id(), patience);
        done.complete(failed(fault));
        down(fault);
      }
    }
  }

  private Outcome<Receipt> ended(@Nullable Outcome<Receipt> outcome, @Nullable Throwable failure) {
    if (outcome != null) {
      return outcome;
    }
    return failed(bug("executing", failure == null ? new NullPointerException() : failure));
  }

  private static Outcome<Receipt> failed(Fault fault) {
    return Outcome.failed(fault);
  }

  /// Lets go of the wire. The bus owner must have stopped.
  void close() throws InterruptedException {
    DeviceSink open = sink;
    if (open != null) {
      open.close();
    }
    Driver current = driver;
    driver = null;
    if (current != null) {
      discard(current);
    }
  }

  /// Ends its life: another takes its place, or none.
  ///
  /// @param removed whether none does
  void retire(boolean removed) throws InterruptedException {
    retired = true;
    if (removed) {
      publish(lifecycle.removed());
    }
    close();
  }

  /// What people call it has changed, nothing else.
  void rename(Map<String, String> next) {
    name = next;
  }

  private void down(Fault fault) throws InterruptedException {
    settle(lifecycle.lost(fault, now()));
    remember(fault.code(), fault.message());
  }

  private void down(String reason, String message) throws InterruptedException {
    settle(lifecycle.down(reason, message, now()));
    remember(reason, message);
  }

  /// A device that stays OFFLINE may do so for a new reason.
  private void remember(String reason, String message) {
    if (lifecycle.state() == DeviceState.OFFLINE && !latest.reason().equals(reason)) {
      latest = new Transition(latest.from(), latest.to(), reason, message);
    }
  }

  private void settle(Optional<Transition> transition) throws InterruptedException {
    publish(transition);
    if (!lifecycle.state().connected()) {
      boolean was = driver != null;
      close();
      if (was || transition.isPresent()) {
        mailbox.signal(new Mailbox.Item.Disconnected(latest.reason()));
      }
    }
  }

  private void publish(Optional<Transition> transition) {
    transition.ifPresent(moved -> {
      latest = moved;
      around.transitions().accept(device, moved);
    });
  }

  private <T> Result<T> guarded(Supplier<T> call, Duration patience) throws InterruptedException {
    return calls.call(call, patience.plus(around.settings().grace()));
  }

  private void discard(Driver old) throws InterruptedException {
    Result<Boolean> result =
        calls.call(
            () -> {
              old.close();
              return true;
            },
            around.settings().closePatience());
    if (!(result instanceof Result.Came<Boolean>)) {
      log.warn("The driver of {} did not close properly: {}", device.id(), result);
    }
  }

  private Fault bug(String what, Throwable failure) {
    log.error("The driver of {} failed while {}; it is made anew", device.id(), what, failure);
    return new Fault.Protocol("the driver failed while " + what + ": " + failure);
  }

  private Fault hung(String what, Duration patience) {
    log.error(
        "{} of {} did not come back within {} ms; its driver is made anew",
        what,
        device.id(),
        patience.toMillis());
    return new Fault.Timeout(what + " of " + device.id() + " never came back");
  }

  private long now() {
    return around.time().monotonicMicros();
  }

  DeviceStatus status() {
    Transition now = latest;
    return new DeviceStatus(
        device.id(),
        name,
        now.to(),
        now.reason(),
        now.message(),
        now.to() == DeviceState.ONLINE ? Map.of() : Advice.of(now.reason()),
        lastSeenMicros);
  }
}
