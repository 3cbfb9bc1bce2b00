package org.khue.cloud.platform.notify;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;

/// How people are told outside this program.
///
/// @param site `khue.site`: the address of this site in links
/// @param quietFrom `khue.notify.quiet-from`: from this time of day on only what is urgent is sent
/// @param quietTo `khue.notify.quiet-to`: until this time of day
/// @param poll `khue.notify.poll`: how often due notices are looked for
/// @param firstPause `khue.notify.first-pause`: before the second try; doubles with each
/// @param attempts `khue.notify.attempts`: tries on one channel before the next one's turn
@Singleton
record NotifySettings(
    @Property(name = "khue.site", defaultValue = "http://localhost:8080") String site,
    @Property(name = "khue.notify.quiet-from", defaultValue = "21:00") LocalTime quietFrom,
    @Property(name = "khue.notify.quiet-to", defaultValue = "06:30") LocalTime quietTo,
    @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") ZoneId zone,
    @Property(name = "khue.notify.poll", defaultValue = "2s") Duration poll,
    @Property(name = "khue.notify.first-pause", defaultValue = "30s") Duration firstPause,
    @Property(name = "khue.notify.attempts", defaultValue = "5") int attempts) {}
