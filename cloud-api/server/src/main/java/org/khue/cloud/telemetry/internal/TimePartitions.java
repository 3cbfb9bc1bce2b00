package org.khue.cloud.telemetry.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/// The partitions of one table by UTC days, months or years: made when they are needed, dropped
/// whole.
public final class TimePartitions {
  /// How long a partition is.
  public enum Length {
    DAY("yyyyMMdd", ChronoUnit.DAYS),
    MONTH("yyyyMM", ChronoUnit.MONTHS),
    YEAR("yyyy", ChronoUnit.YEARS);

    private final DateTimeFormatter suffix;
    private final ChronoUnit unit;

    Length(String suffix, ChronoUnit unit) {
      this.suffix = DateTimeFormatter.ofPattern(suffix);
      this.unit = unit;
    }

    private LocalDate first(LocalDate day) {
      return switch (this) {
        case DAY -> day;
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }
  }

  private final DataSource owner;
  private final String parent;
  private final Length length;
  private final Set<LocalDate> known = ConcurrentHashMap.newKeySet();

  /// @param owner connections of the owner of the table
  /// @param parent the table in the schema `telemetry`, such as `reading`
  public TimePartitions(DataSource owner, String parent, Length length) {
    this.owner = owner;
    this.parent = parent;
    this.length = length;
  }

  /// The partition that holds that UTC day, there when this returns; with its schema.
  public String table(LocalDate day) throws SQLException {
    LocalDate first = length.first(day);
    String table = "telemetry." + parent + "_" + length.suffix.format(first);
    if (!known.contains(first)) {
      make(table, first);
      known.add(first);
    }
    return table;
  }

  /// The partition that holds that moment, there when this returns.
  public String table(Instant at) throws SQLException {
    return table(LocalDate.ofInstant(at, ZoneOffset.UTC));
  }

  /// Where the partition begins that holds that moment.
  public Instant start(Instant at) {
    return length
        .first(LocalDate.ofInstant(at, ZoneOffset.UTC))
        .atStartOfDay(ZoneOffset.UTC)
        .toInstant();
  }

  /// Drops the partitions that ended before that moment.
  ///
  /// @param transaction of the owner of the tables
  /// @return their rows, as far as PostgreSQL has counted them
  /// @throws SQLException also if somebody reads them for longer than 5 s
  public long drop(Connection transaction, Instant before) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      // The ingest waits behind this, so it does not wait long for a long export to end.
      statement.execute("SET LOCAL lock_timeout = '5s'");
    }
    long rows = 0;
    for (Old old : old(transaction, before)) {
      try (Statement statement = transaction.createStatement()) {
        statement.execute("DROP TABLE telemetry." + old.table());
      }
      rows += old.rows();
    }
    forget();
    return rows;
  }

  /// Looks anew which partitions there are: one was found missing, or is about to be dropped.
  public void forget() {
    known.clear();
  }

  /// The rows of partitions that ended before that moment, as far as PostgreSQL has counted them.
  public long count(Connection connection, Instant before) throws SQLException {
    return old(connection, before).stream().mapToLong(Old::rows).sum();
  }

  private record Old(String table, long rows) {}

  private List<Old> old(Connection connection, Instant before) throws SQLException {
    String select =
        "SELECT c.relname, greatest(c.reltuples, 0)::bigint FROM pg_inherits i JOIN pg_class c ON"
            + " c.oid = i.inhrelid WHERE i.inhparent = ?::regclass AND c.relname < ? AND c.relname"
            + " ~ '_[0-9]{4,8}$' ORDER BY c.relname";
    LocalDate first = length.first(LocalDate.ofInstant(before, ZoneOffset.UTC));
    try (PreparedStatement statement = connection.prepareStatement(select)) {
      statement.setString(1, "telemetry." + parent);
      statement.setString(2, parent + "_" + length.suffix.format(first));
      List<Old> old = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          old.add(new Old(row.getString(1), row.getLong(2)));
        }
      }
      return old;
    }
  }

  /// Made apart and then attached: unlike CREATE … PARTITION OF, that does not wait for readers of
  /// the whole table.
  private void make(String table, LocalDate first) throws SQLException {
    String whole = "telemetry." + parent;
    try (Connection connection = owner.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('%s partitions', 0))".formatted(whole));
        var found = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL");
        found.next();
        if (!found.getBoolean(1)) {
          statement.execute("CREATE TABLE " + table + " (LIKE " + whole + " INCLUDING ALL)");
          // Read through the whole table, whose policy holds then; nobody reads it beside that.
          statement.execute("ALTER TABLE " + table + " ENABLE ROW LEVEL SECURITY");
          statement.execute("ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
          statement.execute(
              "ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM ('%s') TO ('%s')"
                  .formatted(
                      whole, table, first + " 00:00+00", first.plus(1, length.unit) + " 00:00+00"));
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
