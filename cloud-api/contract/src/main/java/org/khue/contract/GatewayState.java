package org.khue.contract;

/// The retained state message; the last will is the same with `online` false.
///
/// @param queuedEvents entries of the events stream not yet acknowledged
/// @param oldestQueuedSeconds age of the oldest entry not yet acknowledged, 0 if none
/// @param configVersion version of the running configuration; empty before the cloud sent one
public record GatewayState(
    boolean online,
    String version,
    int boot,
    ClockState clock,
    long queuedEvents,
    long queuedTelemetry,
    long oldestQueuedSeconds,
    String configVersion,
    int devicesOnline,
    int devicesTotal) {}
