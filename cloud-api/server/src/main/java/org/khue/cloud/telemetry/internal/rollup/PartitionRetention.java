package org.khue.cloud.telemetry.internal.rollup;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.cloud.telemetry.internal.TimePartitions;

/// A class of data whose partitions are dropped whole.
///
/// @param floor column of `telemetry.rolled` that notes from when on there is data; null for none
record PartitionRetention(
    String name,
    String titleKey,
    String basisKey,
    int defaultDays,
    int leastDays,
    TimePartitions partitions,
    @Nullable String floor)
    implements RetentionClass {

  @Override
  public boolean dropsTables() {
    return true;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    long rows = partitions.drop(transaction, before);
    if (floor != null) {
      RolledStore.deletedBefore(transaction, floor, partitions.start(before));
    }
    return rows;
  }

  @Override
  public long count(Connection transaction, Instant before) throws SQLException {
    return partitions.count(transaction, before);
  }
}
