package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.telemetry.EventConsumer;
import org.khue.contract.Entry;
import org.khue.contract.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives the entries of the events streams to the modules, inside the transaction. What a module
/// cannot take is set aside for it alone.
@Singleton
final class EventDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(EventDelivery.class);

  private final List<EventConsumer> consumers;

  EventDelivery(List<EventConsumer> consumers) {
    this.consumers = List.copyOf(consumers);
  }

  void deliver(Connection transaction, Staging staging) throws SQLException {
    Map<String, List<Staging.Kept>> byGateway = new LinkedHashMap<>();
    for (Staging.Kept kept : inOrder(staging)) {
      byGateway.computeIfAbsent(kept.cursor().gateway(), id -> new ArrayList<>()).add(kept);
    }
    for (Map.Entry<String, List<Staging.Kept>> each : byGateway.entrySet()) {
      for (EventConsumer consumer : consumers) {
        deliver(transaction, staging, consumer, each.getKey(), each.getValue());
      }
    }
  }

  private static List<Staging.Kept> inOrder(Staging staging) {
    List<Staging.Kept> all = new ArrayList<>(staging.events);
    staging.gaps.stream().filter(gap -> gap.cursor().stream() == Stream.EVENTS).forEach(all::add);
    all.sort(java.util.Comparator.comparing(Staging.Kept::cursor).thenComparing(Staging.Kept::seq));
    return all;
  }

  private static void deliver(
      Connection transaction,
      Staging staging,
      EventConsumer consumer,
      String gateway,
      List<Staging.Kept> kept)
      throws SQLException {
    try {
      attempt(transaction, consumer, gateway, kept);
      return;
    } catch (Poison e) {
      LOG.warn(
          "{} could not take {} entries of {} together, giving them one by one: {}",
          consumer.name(),
          kept.size(),
          gateway,
          e.reason);
    }
    for (Staging.Kept each : kept) {
      try {
        attempt(transaction, consumer, gateway, List.of(each));
      } catch (Poison e) {
        LOG.error(
            "Entry {} of {} is set aside for {}: {}",
            each.seq(),
            gateway,
            consumer.name(),
            e.reason);
        staging.setAside(each.cursor(), each.seq(), consumer.name(), e.reason, each.entry());
      }
    }
  }

  private static void attempt(
      Connection transaction, EventConsumer consumer, String gateway, List<Staging.Kept> kept)
      throws SQLException, Poison {
    List<Entry> entries = kept.stream().map(Staging.Kept::entry).toList();
    Savepoint before = transaction.setSavepoint();
    try {
      consumer.accept(transaction, gateway, entries);
      transaction.releaseSavepoint(before);
    } catch (SQLException e) {
      if (SqlFaults.passes(e)) {
        throw e;
      }
      transaction.rollback(before);
      throw new Poison(e);
    } catch (RuntimeException e) {
      transaction.rollback(before);
      throw new Poison(e);
    }
  }

  /// A consumer's refusal.
  private static final class Poison extends Exception {
    private static final long serialVersionUID = 1L;
    final String reason;

    Poison(Exception cause) {
      super(cause);
      reason = Texts.note(cause.toString());
    }
  }
}
