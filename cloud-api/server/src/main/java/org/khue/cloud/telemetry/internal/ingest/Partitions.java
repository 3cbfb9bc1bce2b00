package org.khue.cloud.telemetry.internal.ingest;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The day partitions of `telemetry.reading`: made ahead for the next days, and on demand for data
/// that comes late.
@Singleton
public final class Partitions {
  private static final DateTimeFormatter SUFFIX = DateTimeFormatter.BASIC_ISO_DATE;
  private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
  private static final int DAYS_AHEAD = 3;

  private final DataSource source;
  private final Clock clock;
  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  public Partitions(Database database, Clock clock) {
    this.source = database.ownerSource();
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

  /// Partitions of past days get an index by point, which today's would pay for at every row. Built
  /// without holding up late data.
  public void seal() throws SQLException {
    List<String> unsealed = new ArrayList<>();
    String select =
        "SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE"
            + " i.inhparent = 'telemetry.reading'::regclass AND c.relname < ? AND NOT EXISTS"
            + " (SELECT 1 FROM pg_index x JOIN pg_class n ON n.oid = x.indexrelid WHERE x.indrelid"
            + " = c.oid AND n.relname = c.relname || '_point' AND x.indisvalid)";
    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, "reading_" + SUFFIX.format(yesterday));
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

  /// Drops the partitions of days that ended before that moment.
  ///
  /// @param transaction of the owner of the tables
  /// @return their rows, as far as PostgreSQL has counted them
  long drop(Connection transaction, Instant before) throws SQLException {
    long rows = 0;
    for (Old old : old(transaction, before)) {
      try (Statement statement = transaction.createStatement()) {
        statement.execute("DROP TABLE telemetry." + old.table());
      }
      known.remove(LocalDate.parse(old.table().substring(8), SUFFIX).toEpochDay());
      rows += old.rows();
    }
    return rows;
  }

  /// The rows of days that ended before that moment, as far as PostgreSQL has counted them.
  long count(Connection connection, Instant before) throws SQLException {
    return old(connection, before).stream().mapToLong(Old::rows).sum();
  }

  private record Old(String table, long rows) {}

  private static List<Old> old(Connection connection, Instant before) throws SQLException {
    String select =
        "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_inherits i JOIN pg_class c ON"
            + " c.oid = i.inhrelid WHERE i.inhparent = 'telemetry.reading'::regclass AND c.relname"
            + " < ? AND c.relname ~ '^reading_[0-9]{8}$' ORDER BY c.relname";
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(
          1, "reading_" + SUFFIX.format(LocalDate.ofInstant(before, ZoneOffset.UTC)));
      List<Old> old = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          old.add(new Old(row.getString(1), row.getLong(2)));
        }
      }
      return old;
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
          // Read through telemetry.reading, whose policy holds then; nobody reads it beside that.
          statement.execute("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
          statement.execute("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
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
