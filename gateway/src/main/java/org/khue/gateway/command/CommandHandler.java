package org.khue.gateway.command;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
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
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the cloud's commands: each is begun at most once and not after its time, and ends in one
/// [EventKind#COMMAND_ENDED] that says done, failed or expired.
///
/// A command that a restart has cut off is reported as failed: whether the device did it is not
/// known. If the power goes in the instant between a receipt and its note in the ledger, it is
/// reported twice, with the true outcome first.
public final class CommandHandler implements Consumer<Command> {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int AT_ONCE = 64;

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
      ended(begun.id(), begun.device(), "failed", "the gateway was restarted meanwhile");
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
    executor.execute(() -> run(command));
  }

  private void run(Command command) {
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
      return;
    }
    if (clock.state() == ClockState.UNSYNCED) {
      end(command, "failed", "the gateway does not know the time, so not whether it is too late");
    } else if (clock.time().wallMicros() > command.notAfterMicros()) {
      end(command, "expired", "it came too late");
    } else {
      execute(command);
    }
  }

  private void execute(Command command) {
    CompletionStage<Outcome<Receipt>> outcome;
    try {
      outcome = devices.execute(command);
    } catch (RuntimeException e) {
      LOG.error("Command {} of {} broke", command.id(), command.device(), e);
      end(command, "failed", "error in the gateway: " + e);
      return;
    }
    outcome
        .toCompletableFuture()
        .copy()
        .orTimeout(LONGEST.toSeconds(), TimeUnit.SECONDS)
        .whenComplete((result, error) -> report(command, result, error));
  }

  private void report(
      Command command, @Nullable Outcome<Receipt> result, @Nullable Throwable error) {
    switch (result) {
      case Outcome.Ok<Receipt>(Receipt receipt) -> end(command, "done", receipt.text());
      case Outcome.Failed<Receipt> failed ->
          end(command, "failed", failed.fault().code() + ": " + failed.fault().message());
      case null -> end(command, "failed", "no answer from the device runtime: " + error);
    }
  }

  private void end(Command command, String outcome, String reason) {
    room.release();
    ended(command.id(), command.device(), outcome, reason);
  }

  private void ended(String id, String device, String outcome, String reason) {
    Map<String, Object> details = Map.of("command", id, "outcome", outcome, "reason", reason);
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
