package org.khue.gateway.interlock;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.khue.contract.Command;
import org.khue.contract.Event;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.command.DeviceCommands;
import org.khue.gateway.pipeline.Recorder;

/// What the interlocks do: order devices, and say so.
record Output(DeviceCommands devices, Recorder recorder, GatewayClock clock, boolean simulated) {
  private static final long LIFE_MICROS = 10_000_000;
  private static final long LONGEST_SECONDS = 60;

  /// Orders a device past all refusals.
  ///
  /// @return never ends exceptionally
  CompletionStage<Outcome<Receipt>> order(String device, String name, Map<String, Object> args) {
    Command command =
        new Command(
            UUID.randomUUID().toString(),
            device,
            name,
            args,
            clock.time().wallMicros() + LIFE_MICROS);
    CompletableFuture<Outcome<Receipt>> ended;
    try {
      ended = devices.execute(command).toCompletableFuture().copy();
    } catch (RuntimeException e) {
      ended = CompletableFuture.failedFuture(e);
    }
    return ended
        .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
        .exceptionally(error -> Outcome.failed(new Fault.Timeout("no answer: " + error)));
  }

  void event(String device, String kind, Map<String, Object> details) {
    recorder.event(new Event(clock.now(), device, kind, simulated, details));
  }
}
