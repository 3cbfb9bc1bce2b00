package org.khue.gateway.local.room;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Where orders that are given at the local site go.
@FunctionalInterface
public interface Orders {
  /// How an order ended.
  ///
  /// @param done whether the device has confirmed it
  /// @param reason the device's own word, or why not
  record Ended(boolean done, String reason) {}

  /// @param args by id, numbers as numbers and all else as text
  /// @param by who orders it, for the record
  /// @return ends within minutes, never exceptionally
  CompletionStage<Ended> order(String device, String command, Map<String, Object> args, String by);
}
