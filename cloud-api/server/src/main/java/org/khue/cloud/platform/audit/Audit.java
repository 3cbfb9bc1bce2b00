package org.khue.cloud.platform.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;

/// The audit trail: who did what to what, when. Written in the transaction of the change itself, so
/// that neither is there without the other.
@Singleton
public final class Audit {
  private static final String INSERT =
      "INSERT INTO platform.audit (at, account, caller, right_used, action, kind, subject, unit_id,"
          + " details) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";

  private final ObjectMapper json;
  private final Clock clock;

  Audit(ObjectMapper json, Clock clock) {
    this.json = json;
    this.clock = clock;
  }

  /// Notes a change by whoever acts now.
  public void record(Connection transaction, Change change) throws SQLException {
    Acting acting = Acting.required();
    Caller caller = acting.caller();
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      Times.set(statement, 1, clock.instant());
      statement.setObject(2, caller.account());
      statement.setString(3, caller.name());
      statement.setString(4, acting.right());
      statement.setString(5, change.action());
      statement.setString(6, change.kind());
      statement.setString(7, change.id());
      statement.setObject(8, change.unit());
      statement.setString(9, json.writeValueAsString(change.details()));
      statement.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the details of a change must be plain JSON values", e);
    }
  }
}
