package org.khue.cloud.telemetry.internal.rollup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.telemetry.internal.Micros;

/// The tables `telemetry.rolled` and `telemetry.unrolled`: how far minutes are made.
///
/// The ingest holds the end still, shared, while its transaction lasts; whoever moves it waits for
/// all of these and lets no other begin meanwhile. So each transaction of the ingest either ended
/// before the end moved, and its rows are seen by whoever makes the minutes then, or knows the new
/// end, and notes what it writes before it as late.
public final class RolledStore {
  private static final String KEY = "hashtextextended('telemetry.rolled', 0)";

  /// A reading with a value.
  public static final String HAS_VALUE = "((flags & 3) <> 2 AND value <> 'NaN')";

  /// What minutes, hours and windows tell of readings: `count`, `uncertain`, `bad`, `min`, `max`
  /// and `sum`, to be grouped.
  public static final String SUMMARY =
      "count(*) FILTER (WHERE "
          + HAS_VALUE
          + ") AS count, count(*) FILTER (WHERE (flags & 3) = 1 AND value <> 'NaN') AS uncertain,"
          + " count(*) FILTER (WHERE NOT "
          + HAS_VALUE
          + ") AS bad, min(value) FILTER (WHERE "
          + HAS_VALUE
          + ") AS min, max(value) FILTER (WHERE "
          + HAS_VALUE
          + ") AS max, sum(value) FILTER (WHERE "
          + HAS_VALUE
          + ") AS sum";

  private RolledStore() {}

  /// How far things are made and kept.
  ///
  /// @param until minutes are made up to there, but for pieces of `telemetry.unrolled` and hours of
  ///   `telemetry.late`
  /// @param rawFrom readings of an earlier time were deleted, their time being over
  /// @param minutesFrom the same for minutes
  public record State(Instant until, Instant rawFrom, Instant minutesFrom) {}

  /// A piece of time.
  record Piece(Instant since, Instant until) {}

  /// Holds the end still until the transaction ends.
  ///
  /// @return the end, µs UTC
  public static long hold(Connection transaction) throws SQLException {
    // Two statements in one message: the second must see what was committed while the first waited.
    String sql =
        "SELECT pg_advisory_xact_lock_shared(" + KEY + "); SELECT until FROM telemetry.rolled";
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.execute();
      statement.getMoreResults();
      try (ResultSet row = Objects.requireNonNull(statement.getResultSet())) {
        row.next();
        return Micros.of(Times.get(row, 1));
      }
    }
  }

  public static State state(Connection connection) throws SQLException {
    String select = "SELECT until, raw_from, minutes_from FROM telemetry.rolled";
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new State(Times.get(row, 1), Times.get(row, 2), Times.get(row, 3));
    }
  }

  /// Moves the end. The minutes in between are to be made in later transactions.
  ///
  /// @return false if it is there already
  static boolean advance(Connection transaction, Instant until) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      // The ingest waits behind this lock, so it is not waited for long.
      statement.execute("SET LOCAL lock_timeout = '5s'");
      statement.execute("SELECT pg_advisory_xact_lock(" + KEY + ")");
    }
    Instant before = state(transaction).until();
    if (!before.isBefore(until)) {
      return false;
    }
    String pieces =
        "INSERT INTO telemetry.unrolled (since, until) SELECT greatest(h, b.since), least(h +"
            + " interval '1 hour', b.until) FROM (SELECT ?::timestamptz AS since, ?::timestamptz AS"
            + " until) b, generate_series(date_bin('1 hour', b.since, '2000-01-01 00:00Z'), b.until"
            + " - interval '1 microsecond', interval '1 hour') h";
    try (PreparedStatement insert = transaction.prepareStatement(pieces);
        PreparedStatement update =
            transaction.prepareStatement("UPDATE telemetry.rolled SET until = ?")) {
      Times.set(insert, 1, before);
      Times.set(insert, 2, until);
      insert.executeUpdate();
      Times.set(update, 1, until);
      update.executeUpdate();
    }
    return true;
  }

  /// The oldest piece whose minutes are not made.
  static Optional<Piece> next(Connection transaction) throws SQLException {
    String select = "SELECT since, until FROM telemetry.unrolled ORDER BY since LIMIT 1";
    try (PreparedStatement statement = transaction.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      return row.next()
          ? Optional.of(new Piece(Times.get(row, 1), Times.get(row, 2)))
          : Optional.empty();
    }
  }

  static void made(Connection transaction, Piece piece) throws SQLException {
    try (PreparedStatement delete =
        transaction.prepareStatement("DELETE FROM telemetry.unrolled WHERE since = ?")) {
      Times.set(delete, 1, piece.since());
      delete.executeUpdate();
    }
  }

  /// Notes that what is older was deleted.
  ///
  /// @param column `raw_from` or `minutes_from`
  static void deletedBefore(Connection transaction, String column, Instant before)
      throws SQLException {
    String update = "UPDATE telemetry.rolled SET %1$s = greatest(%1$s, ?)".formatted(column);
    try (PreparedStatement statement = transaction.prepareStatement(update)) {
      Times.set(statement, 1, before);
      statement.executeUpdate();
    }
  }

  /// Whether this transaction is the only one that makes minutes; true until it ends.
  static boolean isAlone(Connection transaction) throws SQLException {
    String lock = "SELECT pg_try_advisory_xact_lock(hashtextextended('telemetry.rolled job', 0))";
    try (PreparedStatement statement = transaction.prepareStatement(lock);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
