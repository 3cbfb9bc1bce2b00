package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a device stands in its lifecycle.
///
/// @param reason why, as the gateway says it; empty if there is nothing to say
/// @param next what to do, by language; empty if nothing
/// @param at since when; null while the gateway said nothing yet
public record DeviceState(
    Phase phase, String reason, Map<String, String> next, @Nullable Instant at) {

  /// The lifecycle of a device (design.md).
  public enum Phase {
    CONFIGURED,
    CONNECTING,
    ONLINE,
    DEGRADED,
    OFFLINE,
    REMOVED;

    /// The phase of that name; CONFIGURED for one that this version does not know.
    static Phase ofName(String name) {
      for (Phase phase : values()) {
        if (phase.name().equalsIgnoreCase(name)) {
          return phase;
        }
      }
      return CONFIGURED;
    }
  }

  /// Before the first word about it.
  static final DeviceState UNKNOWN = new DeviceState(Phase.CONFIGURED, "", Map.of(), null);

  /// Whether somebody should look after it.
  public boolean isTrouble() {
    return phase == Phase.DEGRADED || phase == Phase.OFFLINE;
  }
}
