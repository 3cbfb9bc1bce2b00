package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.Map;

/// An event as the pages list it.
///
/// @param device empty when the room or gateway itself is meant
/// @param kind one of [org.khue.contract.EventKind], or a later one
/// @param details as documented at the kind
public record Happening(String device, String kind, Map<String, Object> details, Instant at) {}
