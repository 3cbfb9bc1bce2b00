package org.khue.cloud.telemetry.internal.ingest;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.telemetry.internal.TimePartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The day partitions of `telemetry.reading`: made ahead for the next days, and on demand for data
/// that comes late.
@Singleton
public final class Partitions {
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int DAYS_AHEAD = 3;

  private final DataSource source;
  private final TimePartitions days;
  private final Clock clock;

  public Partitions(Database database, Clock clock) {
    this.source = database.ownerSource();
    this.days = new TimePartitions(source, "reading", TimePartitions.Length.DAY);
    this.clock = clock;
  }

  /// The table of that day, there when this returns.
  ///
  /// @param epochDay days since 1970-01-01, UTC
  public String table(long epochDay) throws SQLException {
    return days.table(LocalDate.ofEpochDay(epochDay));
  }

  /// The days themselves.
  public TimePartitions days() {
    return days;
  }

  /// Makes the partitions of today and the next days.
  public void ahead() throws SQLException {
    long today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    for (int more = 0; more <= DAYS_AHEAD; more++) {
      table(today + more);
    }
  }

  /// Partitions of past days get an index by point, which today's would pay for at every row. Built
  /// without holding up late data.
  public void seal() throws SQLException {
    List<String> unsealed = new ArrayList<>();
    String select =
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE"
            + " i.inhparent = 'telemetry.reading'::regclass AND c.relname < ? AND NOT EXISTS"
            + " (SELECT 1 FROM pg_index x JOIN pg_class n ON n.oid = x.indexrelid WHERE x.indrelid"
            + " = c.oid AND n.relname = c.relname || '_point' AND x.indisvalid)";
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, "reading_" + DateTimeFormatter.BASIC_ISO_DATE.format(today));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          unsealed.add(row.getString(1));
        }
      }
      for (String table : unsealed) {
        try (Statement index = connection.createStatement()) {
          index.execute("DROP INDEX IF EXISTS telemetry." + table + "_point");
          index.execute(
              "CREATE INDEX CONCURRENTLY %s_point ON telemetry.%s (point_id, time)"
                  .formatted(table, table));
        }
        LOG.info("Indexed telemetry.{} by point", table);
      }
    }
  }

  @Scheduled(initialDelay = "10m", fixedDelay = "1h")
  void maintain() {
    try {
      ahead();
      seal();
    } catch (SQLException e) {
      LOG.warn("The partitions could not be looked after, next try in 1 h: {}", e.getMessage());
    }
  }
}
