package org.khue.gateway.uplink;

import org.jspecify.annotations.Nullable;

/// How the uplink stands.
///
/// @param way over what this gateway is connected; null if it is not
/// @param fault what keeps the journal from draining and what to do; null when nothing does
/// @param lastAckWallMicros when the cloud last confirmed something, 0 if not since the start
public record UplinkStatus(
    @Nullable UplinkWay way, @Nullable String fault, long lastAckWallMicros) {
  /// Whether the cloud has accepted this gateway's connection.
  public boolean connected() {
    return way != null;
  }
}
