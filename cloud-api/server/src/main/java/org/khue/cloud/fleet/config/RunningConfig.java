package org.khue.cloud.fleet.config;

import java.time.Instant;

/// The room file that a gateway runs, as it has told itself.
///
/// @param version of the cloud that it is or came from; 0 before the cloud sent one
/// @param own whether it was changed in the room since that version
/// @param body the room file, YAML
/// @param at since when the cloud knows
public record RunningConfig(
    String gateway, long version, boolean own, String sha256, String body, Instant at) {}
