package org.khue.cloud.platform.notify;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.retention.RetentionClass;

/// Notices, read or not, with what became of them.
@Singleton
final class NoticeRetention implements RetentionClass {

  @Override
  public String name() {
    return "platform.notice";
  }

  @Override
  public String titleKey() {
    return "retention.notices";
  }

  @Override
  public String basisKey() {
    return "retention.notices-basis";
  }

  @Override
  public int defaultDays() {
    return 180;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return NoticeStore.delete(transaction, before);
  }
}
