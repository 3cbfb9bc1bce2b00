package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.khue.cloud.equipment.utilisation.model.Series;
import org.khue.cloud.platform.db.DatabaseException;

/// The counted days of all subjects in memory, so that a question over a year is a walk through
/// arrays. Whoever asks gets sums of those subjects only that the database shows them: see
/// [Utilisation].
///
/// How it works: every row of the tables bears the number of its change, given in the order of the
/// commits (one thread counts at a time). Before each question the rows with higher numbers than
/// the last one that was seen are read: none, mostly.
final class Cube {
  private final DataSource source;
  private final Clock clock;
  private final int heldDays;
  private final SubjectStore subjectStore = new SubjectStore();
  private final CubeStore store = new CubeStore();
  private volatile Held held = new Held(Map.of(), Map.of(), 0);

  /// What is held.
  ///
  /// @param change up to which change
  record Held(Map<Integer, Subject> subjects, Map<Integer, Series> series, long change) {
    Series of(int subject) {
      return series.getOrDefault(subject, Series.EMPTY);
    }
  }

  /// @param source of the program itself
  /// @param heldDays how many days back are held
  Cube(DataSource source, Clock clock, int heldDays) {
    this.source = source;
    this.clock = clock;
    this.heldDays = heldDays;
  }

  /// The earliest day that is held.
  LocalDate since() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(heldDays);
  }

  /// All that was counted up to now.
  synchronized Held fresh() {
    Held before = held;
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false); // both tables as of one moment
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      try {
        held = read(connection, before);
      } finally {
        connection.rollback();
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(true);
      }
      return held;
    } catch (SQLException e) {
      throw new DatabaseException("reading what was counted", e);
    }
  }

  private Held read(Connection connection, Held before) throws SQLException {
    int since = Math.toIntExact(since().toEpochDay());
    Map<Integer, Subject> subjects = subjectStore.after(connection, before.change());
    CubeStore.Changed changed = store.after(connection, before.change(), since);
    long change = Math.max(changed.change(), subjectStore.newest(connection, before.change()));
    if (change == before.change()) {
      return before;
    }
    Map<Integer, Subject> allSubjects = new HashMap<>(before.subjects());
    allSubjects.putAll(subjects);
    Map<Integer, Series> all = new HashMap<>(before.series());
    for (Map.Entry<Integer, List<Series.Day>> days : changed.days().entrySet()) {
      all.put(days.getKey(), before.of(days.getKey()).with(days.getValue(), since));
    }
    return new Held(allSubjects, all, change);
  }
}
