package org.khue.cloud.identity.internal.ceremony;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.db.Sql;

/// The table `identity.ceremony`.
final class CeremonyStore {
  private final Sql sql;

  CeremonyStore(DataSource system) {
    sql = new Sql(system);
  }

  void insert(byte[] hash, String kind, @Nullable UUID account, String state, Instant until) {
    sql.change(
        "beginning a sign-in",
        "INSERT INTO identity.ceremony (id_hash, kind, account_id, state, expires_at)"
            + " VALUES (?, ?, ?, ?, ?)",
        hash,
        kind,
        account,
        state,
        until);
  }

  Optional<String> take(byte[] hash, String kind, @Nullable UUID account, Instant now) {
    return sql.one(
        "going on with a sign-in",
        "DELETE FROM identity.ceremony WHERE id_hash = ? AND kind = ?"
            + " AND account_id IS NOT DISTINCT FROM ?::uuid AND expires_at > ? RETURNING state",
        row -> row.getString(1),
        hash,
        kind,
        account,
        now);
  }

  int count() {
    return sql.one(
            "counting sign-ins", "SELECT count(*) FROM identity.ceremony", row -> row.getInt(1))
        .orElse(0);
  }

  void deleteBefore(Instant now) {
    sql.change("forgetting sign-ins", "DELETE FROM identity.ceremony WHERE expires_at <= ?", now);
  }
}
