package org.khue.cloud.fleet.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A command to a device.
///
/// @param name the command of the device's profile
/// @param asker who asked, by name; for one given at the gateway itself what that says
/// @param atGateway whether it was given at the gateway itself
/// @param notAfter later it is not begun
/// @param endedAt when it ended, by the gateway's clock; null while it has not
/// @param reason the device's own word, or why not; null while it has not ended
/// @param said the same for people, by language; may be empty
/// @param receipts how many receipts came: the first counts, more change nothing
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceCommand(
    UUID id,
    String gateway,
    String device,
    String name,
    Map<String, Object> args,
    String asker,
    boolean atGateway,
    Instant askedAt,
    Instant notAfter,
    CommandState state,
    @Nullable Instant endedAt,
    @Nullable String reason,
    Map<String, String> said,
    int receipts) {}
