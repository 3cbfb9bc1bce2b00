package org.khue.gateway.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.AlarmRule.Condition;

/// What makes a dangerous output safe, without the cloud and in the end without the gateway.
///
/// @param id unique in the room
/// @param device whose output it is
/// @param safe the command that makes it safe
/// @param watches any of them makes it safe, and keeps it so while it holds
/// @param hold so long the device's own timer keeps it on without the gateway; null for no such
///   timer
/// @param message by language: why it may not be on
public record InterlockRule(
    String id,
    String device,
    Safe safe,
    List<Watch> watches,
    @Nullable Duration hold,
    Map<String, String> message) {
  public InterlockRule {
    watches = List.copyOf(watches);
    message = Map.copyOf(message);
  }

  /// @param args of the command, by id
  public record Safe(String command, Map<String, Object> args) {
    public Safe {
      args = Map.copyOf(args);
    }
  }

  /// A point that must be all right.
  ///
  /// @param condition when it is not
  /// @param holdFor so long the condition must hold
  /// @param missingFor so long there may be no usable value
  public record Watch(
      String device, String point, Condition condition, Duration holdFor, Duration missingFor) {}
}
