package org.khue.gateway.command;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Orders that are given at the gateway itself, with or without the cloud. They go the same way as
/// the cloud's: through the ledger and the interlocks, with one receipt each, which the cloud gets
/// too.
@FunctionalInterface
public interface LocalCommands {

  /// How a command ended.
  ///
  /// @param id of the command
  /// @param outcome done, failed or expired
  /// @param reason the device's own word, or why not
  record Ended(String id, String outcome, String reason) {}

  /// Orders a device to do something; returns at once. It is begun within 30 s or not at all, and
  /// does not need the gateway to know the time.
  ///
  /// @param args by id, numbers as numbers and all else as text; they are checked again
  /// @param by who orders it, for the record: no card number, no secret
  /// @return ends when the device has confirmed or refused and the receipt is on its way to the
  ///   disk; never exceptionally
  CompletionStage<Ended> order(String device, String name, Map<String, Object> args, String by);
}
