package org.khue.cloud.platform.retention;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Reach;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long data is kept, and its end. Each class goes in a transaction of its own: one that fails
/// holds no other back.
@Singleton
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int MOST_DAYS = 36_500;

  private final List<RetentionClass> classes;
  private final Database database;
  private final Transactions system;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  Retention(
      List<RetentionClass> classes, Database database, Access access, Audit audit, Clock clock) {
    this.classes = classes.stream().sorted(Comparator.comparing(RetentionClass::name)).toList();
    this.database = database;
    this.system = new Transactions(database.systemSource());
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// All classes, by name.
  public List<RetentionLine> lines() {
    access.requireAt("retention.read", Reach.ROOT);
    Map<String, RetentionStore.Row> rows = rows();
    return classes.stream()
        .map(one -> {
          RetentionStore.Row row = rows.getOrDefault(one.name(), RetentionStore.Row.NONE);
          return new RetentionLine(
              one.name(),
              one.titleKey(),
              one.basisKey(),
              days(one, row),
              one.defaultDays(),
              one.leastDays(),
              row.ranAt(),
              row.lastCount(),
              row.fault());
        })
        .toList();
  }

  /// What would go now, by class; nothing does. Absent: a class that cannot be counted just now.
  public Map<String, Long> trial() {
    access.requireAt("retention.read", Reach.ROOT);
    Map<String, RetentionStore.Row> rows = rows();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (RetentionClass one : classes) {
      Instant before = before(one, rows);
      try (Connection connection = database.systemSource().getConnection()) {
        connection.setAutoCommit(false);
        try {
          counts.put(one.name(), one.count(connection, before));
        } finally {
          connection.rollback();
          connection.setAutoCommit(true);
        }
      } catch (SQLException e) {
        LOG.warn("{} cannot be counted: SQLSTATE {}", one.name(), e.getSQLState());
      }
    }
    return counts;
  }

  /// Decides how long a class is kept.
  ///
  /// @param days null for the program's own
  /// @throws ProblemException if the class may not be kept that short, or there is no such class
  public void decide(String name, @Nullable Integer days) {
    access.requireAt("retention.decide", Reach.ROOT);
    RetentionClass one =
        classes.stream()
            .filter(known -> known.name().equals(name))
            .findFirst()
            .orElseThrow(() -> ProblemException.missing("class of data"));
    if (days != null && (days < one.leastDays() || days > MOST_DAYS)) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "days", "give " + one.leastDays() + " to " + MOST_DAYS + " days")));
    }
    system.run(
        "deciding a retention",
        transaction -> {
          RetentionStore.decide(transaction, name, days);
          audit.record(
              transaction,
              new Change(
                  "retention.decided",
                  "retention",
                  name,
                  Reach.ROOT,
                  Map.of("days", days == null ? one.defaultDays() : days)));
          return true;
        });
  }

  /// Deletes what is over, and notes in the audit trail how much of each class that was.
  ///
  /// @return rows by class; without those that failed
  public Map<String, Long> run() {
    Map<String, RetentionStore.Row> rows = rows();
    Map<String, Long> counts = new LinkedHashMap<>();
    for (RetentionClass one : classes) {
      purge(one, before(one, rows)).ifPresent(count -> counts.put(one.name(), count));
    }
    LOG.info("Retention: {}", counts);
    return counts;
  }

  private Optional<Long> purge(RetentionClass one, Instant before) {
    Transactions transactions =
        one.dropsTables() ? new Transactions(database.ownerSource()) : system;
    try {
      long count =
          transactions.run(
              "deleting " + one.name(),
              transaction -> {
                RetentionStore.seeAll(transaction);
                long deleted = one.purge(transaction, before);
                RetentionStore.ran(transaction, one.name(), clock.instant(), deleted, "");
                if (deleted > 0) {
                  audit.record(
                      transaction,
                      new Change(
                          "retention.purged",
                          "retention",
                          one.name(),
                          Reach.ROOT,
                          Map.of("rows", deleted, "before", before.toString())));
                }
                return deleted;
              });
      return Optional.of(count);
    } catch (RuntimeException e) {
      String fault = fault(e);
      LOG.error("{} is kept longer than it should, next try tomorrow: {}", one.name(), fault);
      system.run(
          "noting that a retention failed",
          transaction -> {
            RetentionStore.ran(transaction, one.name(), clock.instant(), 0, fault);
            return true;
          });
      return Optional.empty();
    }
  }

  /// Without the message, which may quote a row.
  private static String fault(RuntimeException e) {
    return e instanceof DatabaseException && e.getCause() instanceof SQLException sql
        ? "SQLSTATE " + sql.getSQLState()
        : e.getClass().getSimpleName();
  }

  private Instant before(RetentionClass one, Map<String, RetentionStore.Row> rows) {
    int days = days(one, rows.getOrDefault(one.name(), RetentionStore.Row.NONE));
    return clock.instant().minus(Duration.ofDays(days));
  }

  private static int days(RetentionClass one, RetentionStore.Row row) {
    Integer decided = row.days();
    return Math.max(one.leastDays(), decided == null ? one.defaultDays() : decided);
  }

  private Map<String, RetentionStore.Row> rows() {
    try (Connection connection = database.systemSource().getConnection()) {
      return RetentionStore.all(connection);
    } catch (SQLException e) {
      throw new DatabaseException("reading how long data is kept", e);
    }
  }
}
