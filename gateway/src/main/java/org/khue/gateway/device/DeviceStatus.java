package org.khue.gateway.device;

import java.util.Map;

/// How a device does at a moment, for the local site and the state message.
///
/// @param reason a short code: `ok`, a fault's code, `stale`, `other-device`, `start`
/// @param message what was tried, where, and what came; may be empty
/// @param next what a person should do, by language; empty when nothing
/// @param lastSeenMicros monotonic time of the last word from the device; -1 if there was none in
///   this boot
public record DeviceStatus(
    String id,
    Map<String, String> name,
    DeviceState state,
    String reason,
    String message,
    Map<String, String> next,
    long lastSeenMicros) {
  public DeviceStatus {
    name = Map.copyOf(name);
    next = Map.copyOf(next);
  }
}
