package org.khue.cloud.platform.audit;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.khue.cloud.platform.retention.RetentionClass;

/// The audit trail: ten years at least, which the database itself enforces.
@Singleton
public final class AuditRetention implements RetentionClass {
  private static final int TEN_YEARS = 3_653;

  private final AuditKey key;

  AuditRetention(AuditKey key) {
    this.key = key;
  }

  @Override
  public String name() {
    return "platform.audit";
  }

  @Override
  public String titleKey() {
    return "retention.audit";
  }

  @Override
  public String basisKey() {
    return "retention.audit-basis";
  }

  @Override
  public int defaultDays() {
    return TEN_YEARS;
  }

  @Override
  public int leastDays() {
    return TEN_YEARS;
  }

  @Override
  public long purge(Connection transaction, Instant before) throws SQLException {
    Optional<AuditStore.Head> last = AuditStore.lastBefore(transaction, before);
    return last.isEmpty()
        ? 0
        : AuditStore.cut(
            transaction, last.get().position(), key.mac(AuditVerifier.cutClaim(last.get())));
  }
}
