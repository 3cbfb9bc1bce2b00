package org.khue.cloud.identity;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.khue.cloud.identity.internal.signin.SignInStore;
import org.khue.cloud.platform.retention.RetentionClass;

/// Sign-ins with their addresses; that there were some stays in the audit trail.
@Singleton
final class SignInRetention implements RetentionClass {

  @Override
  public String name() {
    return "identity.sign-in";
  }

  @Override
  public String titleKey() {
    return "retention.sign-ins";
  }

  @Override
  public String basisKey() {
    return "retention.sign-ins-basis";
  }

  @Override
  public int defaultDays() {
    return 180;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    return SignInStore.delete(transaction, before);
  }
}
