package org.khue.gateway.uplink;

import org.jspecify.annotations.Nullable;

/// How the uplink stands.
///
/// @param connected whether the cloud has accepted this gateway's connection
/// @param fault what keeps the journal from draining and what to do; null when nothing does
/// @param lastAckWallMicros when the cloud last confirmed something, 0 if not since the start
public record UplinkStatus(boolean connected, @Nullable String fault, long lastAckWallMicros) {}
