package org.khue.cloud.telemetry.internal.courier;

import java.util.UUID;

/// What a package holds.
///
/// @param unit of the gateway
/// @param entries how many, those that the cloud has already too
record Held(String gateway, UUID unit, long batches, long entries) {}
