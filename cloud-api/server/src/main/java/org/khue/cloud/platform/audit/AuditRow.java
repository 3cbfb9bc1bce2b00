package org.khue.cloud.platform.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// A row of the audit trail.
///
/// @param seq its number; numbers of transactions that failed are missing
/// @param account who did it; [org.khue.cloud.platform.security.Caller#SYSTEM_ACCOUNT] for the
///   program itself
/// @param right that was made use of
/// @param details JSON as it was written
public record AuditRow(
    long seq,
    UUID id,
    Instant at,
    UUID account,
    String caller,
    String right,
    String action,
    String kind,
    String subject,
    UUID unit,
    String details) {

  static final String COLUMNS =
      "a.seq, a.id, a.at, a.account, a.caller, a.right_used, a.action, a.kind, a.subject,"
          + " a.unit_id, a.details::text";

  /// Reads [#COLUMNS], which begin at that column.
  static AuditRow of(ResultSet row, int first) throws SQLException {
    return new AuditRow(
        row.getLong(first),
        uuid(row, first + 1),
        Times.get(row, first + 2),
        uuid(row, first + 3),
        text(row, first + 4),
        text(row, first + 5),
        text(row, first + 6),
        text(row, first + 7),
        text(row, first + 8),
        uuid(row, first + 9),
        text(row, first + 10));
  }

  /// What the MAC covers: all but the number, which the database gives.
  String claim() {
    StringBuilder form = new StringBuilder();
    frame(form, id.toString());
    frame(form, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
    frame(form, account.toString());
    frame(form, caller);
    frame(form, right);
    frame(form, action);
    frame(form, kind);
    frame(form, subject);
    frame(form, unit.toString());
    frame(form, details);
    return form.toString();
  }

  /// What the chain covers; the same text as `platform.audit_form` makes.
  String form(String macHex) {
    StringBuilder form = new StringBuilder();
    frame(form, Long.toString(seq));
    form.append(claim());
    frame(form, macHex);
    return form.toString();
  }

  private static void frame(StringBuilder form, String field) {
    form.append(field.getBytes(StandardCharsets.UTF_8).length)
        .append(':')
        .append(field)
        .append(',');
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
