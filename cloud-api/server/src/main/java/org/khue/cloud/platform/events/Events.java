package org.khue.cloud.platform.events;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Reach;

/// The outbox: events are written in the transaction of what they tell of, so that neither is there
/// without the other.
@Singleton
public final class Events {
  private final OutboxStore store;
  private final Database database;
  private final Access access;
  private final Audit audit;
  private final Clock clock;

  Events(OutboxStore store, Database database, Access access, Audit audit, Clock clock) {
    this.store = store;
    this.database = database;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
  }

  /// Tells of an event, when the transaction commits.
  public void publish(Connection transaction, ModuleEvent event) throws SQLException {
    store.insert(transaction, event, clock.instant());
  }

  /// Events that were not taken, the oldest first; for whoever looks after the whole program.
  ///
  /// @param limit 1 to 500
  public List<ParkedEvent> parked(int limit) {
    access.requireAt("events.read", Reach.ROOT);
    try (Connection connection = database.systemSource().getConnection()) {
      return store.parked(connection, Math.clamp(limit, 1, 500));
    } catch (SQLException e) {
      throw new DatabaseException("reading parked events", e);
    }
  }

  /// Tries a dead event again, and those of its key behind it.
  ///
  /// @return whether there was one
  public boolean retry(String subscriber, long position) {
    access.requireAt("events.retry", Reach.ROOT);
    return new Transactions(database.systemSource())
        .run(
            "retrying an event",
            transaction -> {
              boolean found = store.revive(transaction, subscriber, position, clock.instant());
              if (found) {
                audit.record(
                    transaction,
                    new Change(
                        "event.retried",
                        "event",
                        Long.toString(position),
                        Reach.ROOT,
                        Map.of("subscriber", subscriber)));
              }
              return found;
            });
  }
}
