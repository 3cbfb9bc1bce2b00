package org.khue.cloud.platform.events;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/// How events are delivered.
///
/// @param attempts `khue.events.attempts`: after so many failures an event is dead
/// @param firstPause `khue.events.first-pause`: between the first failure and the second try; each
///   further pause is twice as long, up to 10 minutes
/// @param poll `khue.events.poll`: how often new events are looked for
@Singleton
record EventSettings(
    @Property(name = "khue.events.attempts", defaultValue = "12") int attempts,
    @Property(name = "khue.events.first-pause", defaultValue = "1s") Duration firstPause,
    @Property(name = "khue.events.poll", defaultValue = "200ms") Duration poll) {}
