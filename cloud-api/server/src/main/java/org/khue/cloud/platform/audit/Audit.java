package org.khue.cloud.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;

/// The audit trail: who did what to what, when. Written in the transaction of the change itself, so
/// that neither is there without the other.
///
/// How it is kept from being altered: each row bears a MAC made with a key that the database does
/// not hold; when the transaction commits, the row becomes the next link of one hash chain; the
/// chain's end is noted every few seconds outside the database ([AuditAnchors]). [AuditVerifier]
/// compares all three.
@Singleton
public final class Audit {
  private final ObjectMapper json;
  private final Clock clock;
  private final AuditKey key;

  Audit(ObjectMapper json, Clock clock, AuditKey key) {
    this.json = json;
    this.clock = clock;
    this.key = key;
  }

  /// Notes a change by whoever acts now. The transaction must be READ COMMITTED (the default).
  public void record(Connection transaction, Change change) throws SQLException {
    Acting acting = Acting.required();
    Caller caller = acting.caller();
    try {
      AuditRow row =
          new AuditRow(
              0,
              UUID.randomUUID(),
              clock.instant().truncatedTo(ChronoUnit.MICROS),
              caller.account(),
              caller.name(),
              acting.right(),
              change.action(),
              change.kind(),
              change.id(),
              change.unit(),
              json.writeValueAsString(change.details()));
      AuditStore.insert(transaction, row, key.mac(row.claim()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the details of a change must be plain JSON values", e);
    }
  }
}
