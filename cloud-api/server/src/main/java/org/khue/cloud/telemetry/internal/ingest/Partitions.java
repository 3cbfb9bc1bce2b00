package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;

/// The day partitions of `telemetry.reading`: made ahead for the next days, and on demand for data
/// that comes late.
@Singleton
public final class Partitions {
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
  private static final int DAYS_AHEAD = 3;

  private final DataSource source;
  private final Clock clock;
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  public Partitions(Database database, Clock clock) {
    this.source = database.ingestSource();
    this.clock = clock;
  }

  /// The table of that day, there when this returns.
  ///
  /// @param epochDay days since 1970-01-01, UTC
  public String table(long epochDay) throws SQLException {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    String table = "telemetry.reading_" + SUFFIX.format(day);
    if (!known.contains(epochDay)) {
      make(table, day);
      known.add(epochDay);
    }
    return table;
  }

  /// Makes the partitions of today and the next days.
  public void ahead() throws SQLException {
    long today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toEpochDay();
    for (int days = 0; days <= DAYS_AHEAD; days++) {
      table(today + days);
    }
  }

  /// Made apart and then attached: unlike CREATE … PARTITION OF, that does not wait for readers of
  /// the whole table.
  private void make(String table, LocalDate day) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('telemetry.reading partitions', 0))");
        var found = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL");
        found.next();
        if (!found.getBoolean(1)) {
          statement.execute("CREATE TABLE " + table + " (LIKE telemetry.reading INCLUDING ALL)");
          statement.execute(
              "ALTER TABLE telemetry.reading ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                  .formatted(table, day + " 00:00+00", day.plusDays(1) + " 00:00+00"));
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
