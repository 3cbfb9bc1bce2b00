package org.khue.cloud.fleet;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// What happened lately in the rooms, for the lists on the pages.
@Singleton
final class HappeningRetention implements RetentionClass {

  @Override
  public String name() {
    return "fleet.happening";
  }

  @Override
  public String titleKey() {
    return "retention.happenings";
  }

  @Override
  public String basisKey() {
    return "retention.happenings-basis";
  }

  @Override
  public int defaultDays() {
    return 90;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return FleetStore.forget(transaction, before);
  }
}
