package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.internal.PointRef;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Readings by binary COPY straight into the partitions of their days.
final class CopyGroup implements ReadingGroup {
  private static final long MICROS_A_DAY = Duration.ofDays(1).toNanos() / 1_000;
  private static final String UNDEFINED_TABLE = "42P01";

  /// `telemetry.reading`.
  @Singleton
  static final class ReadingStore implements Store {
    private final Partitions partitions;

    ReadingStore(Partitions partitions) {
      this.partitions = partitions;
    }

    @Override
    public ReadingGroup open() {
      return new CopyGroup(partitions);
    }
  }

  private final Partitions partitions;
  private final Map<Long, ReadingRows> rowsByDay = new HashMap<>();
  private @Nullable ReadingRows rows;
  private long rowsDay = Long.MIN_VALUE;

  CopyGroup(Partitions partitions) {
    this.partitions = partitions;
  }

  @Override
  public void add(PointRef point, long micros, double value, short flags, short reason) {
    rowsOf(Math.floorDiv(micros, MICROS_A_DAY)).add(micros, value, point.id, flags, reason);
  }

  @Override
  public void clear() {
    // Days come and go; late data must not make the map grow.
    if (rowsByDay.size() > 4) {
      rowsByDay.clear();
    }
    rowsByDay.values().forEach(ReadingRows::clear);
    rows = null;
    rowsDay = Long.MIN_VALUE;
  }

  @Override
  public void write(Connection transaction) throws SQLException {
    for (Map.Entry<Long, ReadingRows> day : rowsByDay.entrySet()) {
      if (day.getValue().rows() > 0) {
        copy(transaction, partitions.table(day.getKey()), day.getValue());
      }
    }
  }

  private ReadingRows rowsOf(long day) {
    ReadingRows current = rows;
    if (day != rowsDay || current == null) {
      current = rowsByDay.computeIfAbsent(day, key -> new ReadingRows());
      rows = current;
      rowsDay = day;
    }
    return current;
  }

  private void copy(Connection transaction, String table, ReadingRows day) throws SQLException {
    try {
      copyInto(transaction, table, day);
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        // Its day was over and dropped just now: it is made again when the group is tried again.
        partitions.days().forget();
        throw new SQLTransientException(table + " was dropped meanwhile", e);
      }
      throw e;
    }
  }

  private static void copyInto(Connection transaction, String table, ReadingRows day)
      throws SQLException {
    day.end();
    CopyIn copy =
        transaction
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY "
                    + table
                    + " (time, value, point_id, flags, reason) FROM STDIN (FORMAT binary)");
    try {
      copy.writeToCopy(day.bytes(), 0, day.size());
      long taken = copy.endCopy();
      if (taken != day.rows()) {
        throw new IllegalStateException("COPY took " + taken + " of " + day.rows() + " rows");
      }
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
