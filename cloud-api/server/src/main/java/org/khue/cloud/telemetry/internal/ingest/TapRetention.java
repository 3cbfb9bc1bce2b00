package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;
import org.khue.contract.EventKind;

/// Taps of cards: behaviour of persons, so the shortest of all.
@Singleton
final class TapRetention implements RetentionClass {

  @Override
  public String name() {
    return "telemetry.event.card-tap";
  }

  @Override
  public String titleKey() {
    return "retention.taps";
  }

  @Override
  public String basisKey() {
    return "retention.taps-basis";
  }

  @Override
  public int defaultDays() {
    return 30;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return EntryStore.forget(transaction, EventKind.CARD_TAP, before);
  }
}
