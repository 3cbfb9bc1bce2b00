package org.khue.gateway.command;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.contract.ClockState;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Stream;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes commands, of the cloud and of the local site: each is begun at most once and not after its
/// time, and ends in one [EventKind#COMMAND_ENDED] that says done, failed or expired.
///
/// A command that a restart has cut off is reported as failed: whether the device did it is not
/// known. If the power goes in the instant between a receipt and its note in the ledger, it is
/// reported twice, with the true outcome first.
public final class CommandHandler implements Consumer<Command>, LocalCommands {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final Duration LOCAL_LIFE = Duration.ofSeconds(30);
  private static final int AT_ONCE = 64;
  private static final String FAILED = "failed";

  /// A command under way.
  ///
  /// @param by who ordered it at the gateway itself; null for the cloud's
  private record Order(Command command, @Nullable String by, CompletableFuture<Ended> end) {}

  private final DeviceCommands devices;
  private final Journal journal;
  private final GatewayClock clock;
  private final CommandLedger ledger;
  private final boolean simulated;
  private final Executor executor;
  private final Semaphore room = new Semaphore(AT_ONCE);

  /// @param simulated whether the room is: its receipts then carry the flag
  public CommandHandler(
      DeviceCommands devices,
      Journal journal,
      GatewayClock clock,
      CommandLedger ledger,
      boolean simulated) {
    this(
        devices,
        journal,
        clock,
        ledger,
        simulated,
        task -> Thread.ofVirtual().name("command").start(task));
  }

  CommandHandler(
      DeviceCommands devices,
      Journal journal,
      GatewayClock clock,
      CommandLedger ledger,
      boolean simulated,
      Executor executor) {
    this.devices = devices;
    this.journal = journal;
    this.clock = clock;
    this.ledger = ledger;
    this.simulated = simulated;
    this.executor = executor;
  }

  /// Reports what the last run of the gateway left open. Call it once, before commands come.
  public void reportInterrupted() {
    for (CommandLedger.Begun begun : ledger.unended()) {
      ended(begun.id(), begun.device(), FAILED, "the gateway was restarted meanwhile", Map.of());
    }
  }

  /// Takes a command; returns at once. When too many run already it is left to the cloud, which
  /// sends it again.
  @Override
  public void accept(Command command) {
    if (!room.tryAcquire()) {
      LOG.warn("Command {} is not taken: {} are running", command.id(), AT_ONCE);
      return;
    }
    executor.execute(() -> run(new Order(command, null, new CompletableFuture<>())));
  }

  @Override
  public CompletionStage<Ended> order(
      String device, String name, Map<String, Object> args, String by) {
    String id = UUID.randomUUID().toString();
    if (!room.tryAcquire()) {
      return CompletableFuture.completedStage(
          new Ended(id, FAILED, "busy: " + AT_ONCE + " commands are running, try again"));
    }
    long notAfter = clock.time().wallMicros() + LOCAL_LIFE.toNanos() / 1_000;
    Command command = new Command(id, device, name, args, notAfter);
    Order order = new Order(command, by, new CompletableFuture<>());
    executor.execute(() -> run(order));
    return order.end();
  }

  private void run(Order order) {
    Command command = order.command();
    try {
      if (!ledger.begin(command.id(), command.device())) {
        LOG.info("Command {} came again", command.id());
        room.release();
        return;
      }
    } catch (IOException e) {
      // Not begun, so it may come again.
      LOG.error("Command {} is not begun: {}", command.id(), e.toString());
      room.release();
      order.end().complete(new Ended(command.id(), FAILED, "the gateway's disk: " + e));
      return;
    }
    if (order.by() == null && clock.state() == ClockState.UNSYNCED) {
      end(order, FAILED, "the gateway does not know the time, so not whether it is too late");
    } else if (clock.time().wallMicros() > command.notAfterMicros()) {
      end(order, "expired", "it came too late");
    } else {
      execute(order);
    }
  }

  private void execute(Order order) {
    Command command = order.command();
    CompletionStage<Outcome<Receipt>> outcome;
    try {
      outcome = devices.execute(command);
    } catch (RuntimeException e) {
      LOG.error("Command {} of {} broke", command.id(), command.device(), e);
      end(order, FAILED, "error in the gateway: " + e);
      return;
    }
    outcome
        .toCompletableFuture()
        .copy()
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .whenComplete((result, error) -> report(order, result, error));
  }

  private void report(Order order, @Nullable Outcome<Receipt> result, @Nullable Throwable error) {
    switch (result) {
      case Outcome.Ok<Receipt>(Receipt receipt) -> end(order, "done", receipt.text());
      case Outcome.Failed<Receipt>(Fault fault) ->
          end(order, FAILED, fault.code() + ": " + fault.message(), fault.said());
      case null -> end(order, FAILED, "no answer from the device runtime: " + error);
    }
  }

  private void end(Order order, String outcome, String reason) {
    end(order, outcome, reason, Map.of());
  }

  private void end(Order order, String outcome, String reason, Map<String, String> said) {
    room.release();
    Map<String, Object> details = new HashMap<>();
    details.put("name", order.command().name());
    if (order.by() != null) {
      details.put("by", order.by());
    }
    if (!said.isEmpty()) {
      details.put("said", said);
    }
    ended(order.command().id(), order.command().device(), outcome, reason, details);
    order.end().complete(new Ended(order.command().id(), outcome, reason));
  }

  private void ended(
      String id, String device, String outcome, String reason, Map<String, Object> more) {
    Map<String, Object> details = new HashMap<>(more);
    details.put("command", id);
    details.put("outcome", outcome);
    details.put("reason", reason);
    Event event = new Event(clock.now(), device, EventKind.COMMAND_ENDED, simulated, details);
    journal
        .append(Stream.EVENTS, event)
        .whenCompleteAsync((seq, error) -> note(id, device, error), executor);
  }

  private void note(String id, String device, @Nullable Throwable error) {
    if (error != null) {
      // The ledger keeps it open: the next start reports it.
      LOG.error("The receipt of command {} is not kept: {}", id, error.toString());
      return;
    }
    try {
      ledger.end(id, device);
    } catch (IOException e) {
      LOG.error("The end of command {} is not noted: {}", id, e.toString());
    }
  }
}
