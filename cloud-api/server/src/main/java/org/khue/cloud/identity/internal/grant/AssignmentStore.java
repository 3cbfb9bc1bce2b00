package org.khue.cloud.identity.internal.grant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.db.Sql;
import org.khue.cloud.platform.db.Times;

/// The table `identity.assignment`.
public final class AssignmentStore {
  private static final String SELECT =
      "SELECT id, account_id, role, scope, unit_id, valid_from, valid_to, decision,"
          + " assigned_by_name, assigned_at, ended_at, end_decision FROM identity.assignment";

  private final Sql sql;

  public AssignmentStore(DataSource source) {
    sql = new Sql(source);
  }

  private static Assignment row(ResultSet row) throws SQLException {
    return new Assignment(
        row.getObject(1, UUID.class),
        row.getObject(2, UUID.class),
        Role.ofCode(row.getString(3)).orElseThrow(),
        Assignment.Scope.valueOf(row.getString(4).toUpperCase(Locale.ROOT)),
        row.getObject(5, UUID.class),
        row.getObject(6, LocalDate.class),
        row.getObject(7, LocalDate.class),
        row.getString(8),
        row.getString(9),
        Times.get(row, 10),
        Times.getOrNull(row, 11),
        row.getString(12));
  }

  List<Assignment> valid(UUID account, LocalDate day) {
    return sql.list(
        "looking assignments up",
        SELECT
            + " WHERE account_id = ? AND ended_at IS NULL AND valid_from <= ?"
            + " AND (valid_to IS NULL OR valid_to > ?) ORDER BY valid_from, id",
        AssignmentStore::row,
        account,
        day,
        day);
  }

  /// Who has one of those roles on that day; heads and auditors of a city are some hundreds.
  List<Assignment> validOf(List<String> roles, LocalDate day) {
    return sql.list(
        "looking assignments up",
        SELECT
            + " WHERE role = ANY (?) AND ended_at IS NULL AND valid_from <= ?"
            + " AND (valid_to IS NULL OR valid_to > ?)",
        AssignmentStore::row,
        roles,
        day,
        day);
  }

  List<Assignment> history(UUID account) {
    return sql.list(
        "reading assignments",
        SELECT + " WHERE account_id = ? ORDER BY assigned_at DESC, id DESC LIMIT 500",
        AssignmentStore::row,
        account);
  }

  Optional<Assignment> find(UUID id) {
    return sql.one("looking an assignment up", SELECT + " WHERE id = ?", AssignmentStore::row, id);
  }

  public static UUID insert(
      Connection transaction,
      UUID account,
      Role role,
      UUID unit,
      LocalDate from,
      @Nullable LocalDate to,
      String decision,
      UUID by,
      String byName,
      Instant now)
      throws SQLException {
    return Sql.list(
            transaction,
            "INSERT INTO identity.assignment (account_id, role, scope, unit_id, valid_from,"
                + " valid_to, decision, assigned_by, assigned_by_name, assigned_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
            row -> row.getObject(1, UUID.class),
            account,
            role.code(),
            Assignment.Scope.of(role).code(),
            unit,
            from,
            to,
            decision,
            by,
            byName,
            now)
        .getFirst();
  }

  /// Takes one away now; one that ended already stays as it is.
  static boolean end(
      Connection transaction, UUID id, LocalDate day, String decision, String byName, Instant now)
      throws SQLException {
    return Sql.change(
            transaction,
            "UPDATE identity.assignment SET ended_at = ?, ended_by_name = ?, end_decision = ?"
                + " WHERE id = ? AND ended_at IS NULL AND (valid_to IS NULL OR valid_to > ?)",
            now,
            byName,
            decision,
            id,
            day)
        == 1;
  }
}
