package org.khue.cloud.platform.events;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Transactions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings events to one subscriber, some in a transaction: each under a savepoint, the cursor
/// together with their effects.
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final int MOST_AT_ONCE = 50;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

  private final Subscriber subscriber;
  private final OutboxStore outbox;
  private final CursorStore cursor;
  private final Transactions transactions;
  private final Clock clock;
  private final EventSettings settings;

  /// One after a transaction was lost, so that the event to blame is known; then more again.
  private int most = MOST_AT_ONCE;

  private OutboxStore.@Nullable Due taking;

  Delivery(
      Subscriber subscriber,
      OutboxStore outbox,
      DataSource source,
      Clock clock,
      EventSettings settings) {
    this.subscriber = subscriber;
    this.outbox = outbox;
    this.cursor = new CursorStore(subscriber.name());
    this.transactions = new Transactions(source);
    this.clock = clock;
    this.settings = settings;
  }

  /// Makes sure that the subscriber has a cursor.
  void meet() {
    transactions.run(
        "meeting the subscriber " + subscriber.name(),
        transaction -> {
          cursor.meet(transaction);
          return true;
        });
  }

  /// Delivers what is due, at most 50 events twice. An event whose subscriber takes the whole
  /// transaction with it (a lost connection, an [Error]) is parked afterwards, as any other
  /// failure.
  ///
  /// @return whether there may be more
  boolean step() {
    taking = null;
    try {
      boolean more = transactions.run("delivering events to " + subscriber.name(), this::deliver);
      most = Math.min(2 * most, MOST_AT_ONCE);
      return more;
    } catch (RuntimeException | Error e) {
      OutboxStore.Due blamed = taking;
      if (most > 1) {
        most = 1;
      } else if (blamed != null) {
        setAside(blamed, e);
      } else {
        throw e;
      }
      return true;
    }
  }

  private boolean deliver(Connection transaction) throws SQLException {
    OptionalLong at = cursor.lock(transaction);
    if (at.isEmpty()) {
      return false;
    }
    List<OutboxStore.Due> due = outbox.due(transaction, subscriber.name(), clock.instant(), most);
    for (OutboxStore.Due again : due) {
      if (take(transaction, again)) {
        cursor.unpark(transaction, again.event().position());
      }
    }
    long end = outbox.end(transaction);
    List<PublishedEvent> fresh =
        outbox.fresh(transaction, at.getAsLong(), end, subscriber.types(), most);
    for (PublishedEvent event : fresh) {
      if (cursor.isParked(transaction, event.event().key())) {
        cursor.park(transaction, event, 0, clock.instant(), false, "");
      } else {
        take(transaction, new OutboxStore.Due(event, 0));
      }
    }
    taking = null;
    boolean full = fresh.size() == most;
    long reached = full ? fresh.getLast().position() : end;
    if (reached > at.getAsLong()) {
      cursor.move(transaction, reached);
    }
    return full || !due.isEmpty();
  }

  private void setAside(OutboxStore.Due blamed, Throwable cause) {
    transactions.run(
        "setting an event of " + subscriber.name() + " aside",
        transaction -> {
          OptionalLong at = cursor.lock(transaction);
          if (at.isPresent()) {
            park(transaction, blamed, cause);
            if (blamed.event().position() > at.getAsLong()) {
              cursor.move(transaction, blamed.event().position());
            }
          }
          return true;
        });
  }

  /// @return whether it was taken; else it is parked
  private boolean take(Connection transaction, OutboxStore.Due due) throws SQLException {
    taking = due;
    Savepoint before = transaction.setSavepoint();
    try {
      subscriber.take(transaction, due.event());
      transaction.releaseSavepoint(before);
      return true;
    } catch (SQLException | RuntimeException e) {
      // Fails too when the connection is lost: then nothing of this transaction happened.
      transaction.rollback(before);
      park(transaction, due, e);
      return false;
    }
  }

  private void park(Connection transaction, OutboxStore.Due due, Throwable cause)
      throws SQLException {
    PublishedEvent event = due.event();
    int attempts = due.attempts() + 1;
    boolean dead = attempts >= settings.attempts();
    String fault = fault(cause);
    Instant next = clock.instant().plus(pause(attempts));
    cursor.park(transaction, event, attempts, next, dead, fault);
    LOG.warn(
        "{} did not take event {} ({}), try {}: {}.{}",
        subscriber.name(),
        event.position(),
        event.event().type(),
        attempts,
        fault,
        dead ? " It is tried no more; see the page of events." : "");
  }

  private Duration pause(int attempts) {
    Duration pause = settings.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }

  /// The kind and the place; not the message, which may quote somebody's data.
  private static String fault(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    String state = e instanceof SQLException sql ? " (SQLSTATE " + sql.getSQLState() + ")" : "";
    return e.getClass().getSimpleName() + state + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
