package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Consent;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.vault.SubjectKey;
import org.khue.cloud.platform.vault.Vault;

/// Answers about the use of data; rows are added, never changed.
public final class ConsentStore {
  private static final String COLUMNS =
      "SELECT id, person_id, purpose, text_version, given, by_person, channel, at, recorded_by,"
          + " sealed FROM people.consent WHERE person_id = ? ORDER BY at DESC, id DESC";
  private static final String LAST =
      "SELECT given AND text_version = ? FROM people.consent WHERE person_id = ? AND purpose = ?"
          + " ORDER BY at DESC, id DESC LIMIT 1";

  private final Vault vault;

  public ConsentStore(Vault vault) {
    this.vault = vault;
  }

  public void insert(Connection transaction, Consent consent) throws SQLException {
    SubjectKey key =
        vault
            .key(transaction, consent.person())
            .orElseThrow(() -> ProblemException.missing("person"));
    byte[] note = consent.note() == null ? null : key.seal(Sealed.CONSENT, consent.note());
    Sql.update(
        transaction,
        "INSERT INTO people.consent (id, person_id, purpose, text_version, given, by_person,"
            + " channel, at, recorded_by, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        consent.id(),
        consent.person(),
        consent.purpose(),
        consent.textVersion(),
        consent.given(),
        consent.byPerson(),
        consent.channel(),
        consent.at(),
        consent.recordedBy(),
        note);
  }

  /// All answers, the newest first.
  public List<Consent> of(Connection connection, UUID person) throws SQLException {
    SubjectKey key = vault.key(connection, person).orElse(null);
    return Sql.list(connection, COLUMNS, row -> consent(row, key), person);
  }

  /// Whether the last answer is yes, to the text as it is now. Silence is no.
  public boolean has(Connection connection, UUID person, ConsentPurpose purpose)
      throws SQLException {
    return Sql.one(
            connection, LAST, row -> row.getBoolean(1), purpose.textVersion(), person, purpose)
        .orElse(false);
  }

  private static Consent consent(ResultSet row, @Nullable SubjectKey key) throws SQLException {
    byte[] sealed = row.getBytes(10);
    String note = sealed == null || key == null ? null : key.open(Sealed.CONSENT, sealed);
    return new Consent(
        Sql.id(row, 1),
        Sql.id(row, 2),
        ConsentPurpose.valueOf(row.getString(3)),
        row.getInt(4),
        row.getBoolean(5),
        Sql.idOrNull(row, 6),
        Consent.Channel.valueOf(row.getString(7)),
        Times.get(row, 8),
        Sql.id(row, 9),
        note);
  }
}
