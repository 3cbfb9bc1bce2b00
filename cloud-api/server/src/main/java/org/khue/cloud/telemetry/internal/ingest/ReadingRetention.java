package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// Readings, whose whole days are dropped.
@Singleton
final class ReadingRetention implements RetentionClass {
  private final Partitions partitions;

  ReadingRetention(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public String name() {
    return "telemetry.reading";
  }

  @Override
  public String titleKey() {
    return "retention.readings";
  }

  @Override
  public String basisKey() {
    return "retention.readings-basis";
  }

  @Override
  public int defaultDays() {
    return 1_096;
  }

  @Override
  public int leastDays() {
    return 30;
  }

  @Override
  public boolean dropsTables() {
    return true;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return partitions.drop(transaction, before);
  }

  @Override
  public long count(Connection transaction, Instant before) throws SQLException {
    return partitions.count(transaction, before);
  }
}
