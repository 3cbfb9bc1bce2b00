package org.khue.cloud.telemetry.internal.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.khue.cloud.telemetry.internal.Dictionary;
import org.khue.cloud.telemetry.internal.live.LiveBoard;
import org.khue.cloud.telemetry.internal.rollup.RolledStore;
import org.khue.contract.Ack;
import org.khue.contract.Entry;

/// Writes deliveries of many gateways as one transaction: cursors, rows, effects in the modules. Of
/// one lane.
final class GroupWriter {
  /// The parts that all lanes share.
  record Parts(
      DataSource source,
      CursorStore cursors,
      ReadingGroup.Store readings,
      EntryStore entries,
      EventDelivery consumers,
      Dictionary dictionary,
      LiveBoard live,
      Meter meter) {}

  private final Parts parts;
  private final Staging staging;

  GroupWriter(Parts parts) {
    this.parts = parts;
    this.staging = new Staging(parts.dictionary, parts.readings.open());
  }

  /// Commits the group.
  ///
  /// @return an answer for each delivery, in order; all are true when this returns
  /// @throws SQLException if nothing is known to be committed; writing the group again is safe
  List<Ack> write(List<Delivery> group) throws SQLException {
    List<Ack> acks = new ArrayList<>(group.size());
    boolean committed = false;
    long begin = System.nanoTime();
    try {
      inTransaction(transaction -> {
        lock(transaction, group);
        // Held until the COMMIT, so that no minute is made without what this group writes into it.
        staging.rolledUntil = RolledStore.hold(transaction);
        for (Delivery delivery : group) {
          acks.add(staging.take(delivery));
        }
        parts.entries.write(transaction, staging);
        parts.consumers.deliver(transaction, staging);
        parts.entries.aside(transaction, staging.aside);
        parts.cursors.move(transaction, staging.cursors);
      });
      committed = true;
      parts.live.committed(staging.touched);
      parts.meter.committed(staging.cursors.values(), staging.aside.size(), since(begin));
    } finally {
      if (!committed) {
        parts.meter.failed();
      }
      staging.clear(committed);
    }
    return acks;
  }

  /// Commits that one entry is set aside: moves the cursor over it without an effect.
  ///
  /// @param only a delivery of one entry
  Ack setAside(Delivery only, String reason) throws SQLException {
    Ack[] ack = new Ack[1];
    long begin = System.nanoTime();
    try {
      inTransaction(transaction -> {
        lock(transaction, List.of(only));
        CursorKey key = new CursorKey(only.gateway(), only.batch().stream());
        Cursor cursor = staging.cursors.get(key);
        Entry entry = only.batch().entries().getFirst();
        long last = only.batch().lastSeq();
        if (cursor != null && only.batch().firstSeq() <= cursor.seq + 1 && last > cursor.seq) {
          staging.setAside(key, only.batch().firstSeq(), "", reason, entry);
          cursor.seq = last;
          cursor.setAside++;
          parts.entries.aside(transaction, staging.aside);
          parts.cursors.move(transaction, staging.cursors);
        }
        ack[0] = new Ack(key.stream(), cursor == null ? 0 : cursor.seq, null);
      });
      parts.meter.committed(staging.cursors.values(), staging.aside.size(), since(begin));
    } finally {
      staging.clear(true);
    }
    return ack[0];
  }

  private static Duration since(long beginNanos) {
    return Duration.ofNanos(System.nanoTime() - beginNanos);
  }

  private void lock(Connection transaction, List<Delivery> group) throws SQLException {
    TreeSet<CursorKey> keys = new TreeSet<>();
    for (Delivery delivery : group) {
      keys.add(new CursorKey(delivery.gateway(), delivery.batch().stream()));
    }
    parts.cursors.lock(transaction, keys, staging.cursors);
  }

  private void inTransaction(Work work) throws SQLException {
    try (Connection connection = parts.source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        work.run(connection);
        connection.commit();
      } catch (SQLException | RuntimeException e) {
        try {
          connection.rollback();
        } catch (SQLException broken) {
          e.addSuppressed(broken);
        }
        throw e;
      }
    }
  }

  private interface Work {
    void run(Connection transaction) throws SQLException;
  }
}
