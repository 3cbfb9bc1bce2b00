package org.khue.cloud.platform.jobs;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// Jobs that ended; their files follow within hours.
@Singleton
final class JobRetention implements RetentionClass {

  @Override
  public String name() {
    return "platform.job";
  }

  @Override
  public String titleKey() {
    return "retention.jobs";
  }

  @Override
  public String basisKey() {
    return "retention.jobs-basis";
  }

  @Override
  public int defaultDays() {
    return 30;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return JobStore.delete(transaction, before);
  }
}
