package org.khue.cloud.platform.events;

import java.time.Instant;

/// An event as a subscriber gets it.
///
/// @param position in the order of all events; the same at each try
public record PublishedEvent(long position, Instant at, ModuleEvent event) {}
