package org.khue.cloud.platform.events;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.khue.cloud.platform.retention.RetentionClass;

/// Events that every subscriber has taken.
@Singleton
final class OutboxRetention implements RetentionClass {
  private final OutboxStore store;
  private final List<String> subscribers;

  OutboxRetention(OutboxStore store, List<Subscriber> subscribers) {
    this.store = store;
    this.subscribers = subscribers.stream().map(Subscriber::name).toList();
  }

  @Override
  public String name() {
    return "platform.outbox";
  }

  @Override
  public String titleKey() {
    return "retention.outbox";
  }

  @Override
  public String basisKey() {
    return "retention.outbox-basis";
  }

  @Override
  public int defaultDays() {
    return 7;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return store.delete(transaction, before, subscribers);
  }
}
