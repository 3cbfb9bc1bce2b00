package org.khue.cloud.identity;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.retention.RetentionClass;

/// Sessions that nobody uses any more; they open nothing long before.
@Singleton
final class SessionRetention implements RetentionClass {

  @Override
  public String name() {
    return "identity.session";
  }

  @Override
  public String titleKey() {
    return "retention.sessions";
  }

  @Override
  public String basisKey() {
    return "retention.sessions-basis";
  }

  @Override
  public int defaultDays() {
    return 30;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM identity.session WHERE seen_at < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }
}
