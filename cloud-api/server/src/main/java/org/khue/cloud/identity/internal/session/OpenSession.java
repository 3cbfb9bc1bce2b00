package org.khue.cloud.identity.internal.session;

import java.time.Instant;
import java.util.UUID;

/// A session in a list.
///
/// @param source the address that opened it
/// @param device what the browser said of itself, in few words
public record OpenSession(
    UUID id,
    Session.Method method,
    boolean secondFactor,
    String source,
    String device,
    Instant createdAt,
    Instant seenAt) {}
