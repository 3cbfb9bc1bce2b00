package org.khue.cloud.telemetry.internal.rollup;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.cloud.telemetry.internal.ingest.Partitions;

/// How long readings, minutes and hours are kept: the coarser the longer.
@Factory
final class RollupModule {

  @Singleton
  @Named("readings")
  RetentionClass readings(Partitions readings) {
    return new PartitionRetention(
        "telemetry.reading",
        "retention.readings",
        "retention.readings-basis",
        400,
        30,
        readings.days(),
        "raw_from");
  }

  @Singleton
  @Named("minutes")
  RetentionClass minutes(Roller roller) {
    return new PartitionRetention(
        "telemetry.minute",
        "retention.minutes",
        "retention.minutes-basis",
        1_096,
        90,
        roller.minutes(),
        "minutes_from");
  }

  @Singleton
  @Named("hours")
  RetentionClass hours(Roller roller) {
    return new PartitionRetention(
        "telemetry.hour",
        "retention.hours",
        "retention.hours-basis",
        3_653,
        366,
        roller.hours(),
        null);
  }
}
