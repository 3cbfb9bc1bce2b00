package org.khue.gateway.uplink;

/// What the gateway's state message says beside clock and queues.
///
/// @param version of the gateway's software
/// @param configVersion of the running configuration; empty before the cloud sent one
public record GatewayFacts(
    String version, String configVersion, int devicesOnline, int devicesTotal) {}
