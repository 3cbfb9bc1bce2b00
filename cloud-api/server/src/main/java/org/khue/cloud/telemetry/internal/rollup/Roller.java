package org.khue.cloud.telemetry.internal.rollup;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.telemetry.internal.TimePartitions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes minutes and hours from readings.
///
/// How it works. Time up to `rolled.until` is closed; the end moves on every [#SLOT], [#GRACE]
/// behind now. A closed piece of time is made for all points at once, in one pass over its
/// readings, so the ingest pays nothing for readings that come in time. Readings of a closed time
/// are noted by the ingest in `telemetry.late`, and the hours of their points are made anew. Each
/// step is a transaction that takes its note away and does what the note asks for: a step that is
/// killed leaves the note, and making something twice changes nothing. Until then queries read the
/// readings themselves, so what they tell is exact at any moment.
@Singleton
public final class Roller {
  /// How much time is closed at once.
  static final Duration SLOT = Duration.ofMinutes(5);

  /// How long a reading may be on its way without being late.
  static final Duration GRACE = Duration.ofMinutes(2);

  private static final Logger LOG = LoggerFactory.getLogger(Roller.class);

  /// Steps of one run; what is left is done in the next.
  private static final int MOST_STEPS = 20_000;

  private final Transactions transactions;
  private final TimePartitions minutes;
  private final TimePartitions hours;
  private final Clock clock;
  private final ReentrantLock running = new ReentrantLock();

  Roller(Database database, Clock clock) {
    this.transactions = new Transactions(database.systemSource());
    this.minutes =
        new TimePartitions(database.ownerSource(), "minute", TimePartitions.Length.MONTH);
    this.hours = new TimePartitions(database.ownerSource(), "hour", TimePartitions.Length.YEAR);
    this.clock = clock;
  }

  TimePartitions minutes() {
    return minutes;
  }

  TimePartitions hours() {
    return hours;
  }

  @Scheduled(initialDelay = "20s", fixedDelay = "1m")
  void scheduled() {
    try {
      run();
    } catch (DatabaseException e) {
      LOG.warn("Minutes could not be made of the readings, next try in 1 min: {}", e.getMessage());
    }
  }

  /// Makes what is to be made now.
  ///
  /// @return how many pieces of time, and hours with late readings, were made
  public int run() {
    return run(clock.instant());
  }

  int run(Instant now) {
    running.lock();
    try {
      return make(now);
    } finally {
      running.unlock();
    }
  }

  private int make(Instant now) {
    long slot = SLOT.toSeconds();
    long closed = Math.floorDiv(now.minus(GRACE).getEpochSecond(), slot) * slot;
    boolean moved =
        transactions.run(
            "closing a piece of time",
            transaction -> RolledStore.advance(transaction, Instant.ofEpochSecond(closed)));
    int steps = 0;
    while (steps < MOST_STEPS && piece()) {
      steps++;
    }
    while (steps < MOST_STEPS && late()) {
      steps++;
    }
    if (moved || steps > 0) {
      LOG.debug("Readings are rolled up to {}, {} steps", Instant.ofEpochSecond(closed), steps);
    }
    return steps;
  }

  /// @return false if there is none, or another node is at it
  private boolean piece() {
    return transactions.run(
        "making minutes of readings",
        transaction -> {
          Optional<RolledStore.Piece> next =
              RolledStore.isAlone(transaction) ? RolledStore.next(transaction) : Optional.empty();
          if (next.isPresent()) {
            RolledStore.Piece piece = next.get();
            ready(piece.since());
            MinuteStore.minutes(transaction, piece.since(), piece.until(), null);
            if (piece.until().equals(hourOf(piece.until()))) {
              MinuteStore.hour(transaction, hourOf(piece.since()), null);
            }
            RolledStore.made(transaction, piece);
          }
          return next.isPresent();
        });
  }

  /// @return false if there is none, or another node is at it
  private boolean late() {
    return transactions.run(
        "making an hour with late readings anew",
        transaction -> {
          Optional<MinuteStore.LateHour> taken =
              RolledStore.isAlone(transaction)
                  ? MinuteStore.takeLate(transaction)
                  : Optional.empty();
          if (taken.isPresent()) {
            again(transaction, taken.get());
          }
          return taken.isPresent();
        });
  }

  private void again(Connection transaction, MinuteStore.LateHour late) throws SQLException {
    Instant hour = late.hour();
    Instant end = hour.plus(1, ChronoUnit.HOURS);
    RolledStore.State state = RolledStore.state(transaction);
    Array points = transaction.createArrayOf("int4", late.points().toArray());
    ready(hour);
    if (hour.isBefore(state.rawFrom())) {
      MinuteStore.add(transaction, hour, points);
    } else if (end.isAfter(state.until())) {
      MinuteStore.minutes(transaction, hour, state.until(), points);
    } else {
      MinuteStore.minutes(transaction, hour, end, points);
      MinuteStore.hour(transaction, hour, points);
    }
  }

  private void ready(Instant at) throws SQLException {
    minutes.table(at);
    hours.table(at);
  }

  private static Instant hourOf(Instant at) {
    return at.truncatedTo(ChronoUnit.HOURS);
  }
}
