package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.Merge;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.vault.SubjectKey;
import org.khue.cloud.platform.vault.Vault;

/// Makes one record of two, and two again. All within the caller's transaction, on a connection of
/// the program itself.
public final class MergingStore {
  private static final Duration UNDO = Duration.ofDays(30);

  private final Vault vault;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final MergeStore merges;

  public MergingStore(
      Vault vault, PersonStore persons, IdentifierStore identifiers, MergeStore merges) {
    this.vault = vault;
    this.persons = persons;
    this.identifiers = identifiers;
    this.merges = merges;
  }

  /// Moves everything of one person to another.
  ///
  /// @param facts what is true of the one person that they are
  public UUID merge(Connection transaction, UUID survivor, UUID merged, Facts facts, Instant now)
      throws SQLException {
    merges.lock(transaction, survivor, merged);
    Person kept = living(transaction, survivor);
    living(transaction, merged);
    Map<MergeStore.RowId, String> before = merges.snapshot(transaction, survivor, merged);
    moveIdentifiers(transaction, survivor, merged);
    moveConsents(transaction, survivor, merged);
    moveRows(transaction, survivor, merged);
    if (!kept.facts().equals(facts)) {
      persons.update(transaction, survivor, kept.version(), facts, now);
    } else {
      Sql.update(
          transaction,
          "UPDATE people.person SET version = version + 1, changed_at = ? WHERE id = ?",
          now,
          survivor);
    }
    Sql.update(
        transaction,
        "UPDATE people.person SET merged_into = ?, version = version + 1, changed_at = ?"
            + " WHERE id = ?",
        survivor,
        now,
        merged);
    Sql.update(transaction, "DELETE FROM people.person_clear WHERE person_id = ?", merged);
    Map<MergeStore.RowId, String> after = merges.snapshot(transaction, survivor, merged);
    return merges.insert(transaction, survivor, merged, now, now.plus(UNDO), before, after);
  }

  /// Undoes a merge.
  ///
  /// @return the tables of rows that were changed since, for which nothing was undone; empty when
  ///   it was
  public List<String> undo(Connection transaction, Merge merge, Instant now) throws SQLException {
    merges.lock(transaction, merge.survivor(), merge.merged());
    List<String> changed = merges.changedSince(transaction, merge.id());
    if (!changed.isEmpty()) {
      return changed;
    }
    // Numbers are one person's: the clear rows go first, and come again from the rows put back.
    for (UUID person : List.of(merge.survivor(), merge.merged())) {
      Sql.update(transaction, "DELETE FROM people.identifier_clear WHERE person_id = ?", person);
    }
    merges.restore(transaction, merge.id(), now);
    for (UUID person : List.of(merge.survivor(), merge.merged())) {
      persons.show(transaction, person, living(transaction, person).facts());
      for (IdentifierStore.Stored number : identifiers.stored(transaction, person)) {
        identifiers.show(transaction, number);
      }
    }
    return List.of();
  }

  private Person living(Connection transaction, UUID person) throws SQLException {
    return persons.find(transaction, person).orElseThrow(() -> ProblemException.missing("person"));
  }

  private void moveIdentifiers(Connection transaction, UUID survivor, UUID merged)
      throws SQLException {
    SubjectKey key = key(transaction, survivor);
    for (IdentifierStore.Stored number : identifiers.stored(transaction, merged)) {
      Sql.update(
          transaction,
          "UPDATE people.identifier SET person_id = ?, sealed = ?, version = version + 1"
              + " WHERE id = ?",
          survivor,
          Sealed.seal(key, Sealed.IDENTIFIER, number.content()),
          number.id());
      Sql.update(
          transaction,
          "UPDATE people.identifier_clear SET person_id = ? WHERE identifier_id = ?",
          survivor,
          number.id());
    }
  }

  private record Note(UUID id, byte[] sealed) {}

  private void moveConsents(Connection transaction, UUID survivor, UUID merged)
      throws SQLException {
    SubjectKey from = key(transaction, merged);
    SubjectKey to = key(transaction, survivor);
    List<Note> notes =
        Sql.list(
            transaction,
            "SELECT id, sealed FROM people.consent WHERE person_id = ? AND sealed IS NOT NULL",
            row -> new Note(Sql.id(row, 1), row.getBytes(2)),
            merged);
    for (Note note : notes) {
      Sql.update(
          transaction,
          "UPDATE people.consent SET sealed = ? WHERE id = ?",
          to.seal(Sealed.CONSENT, from.open(Sealed.CONSENT, note.sealed)),
          note.id);
    }
    Sql.update(
        transaction,
        "UPDATE people.consent SET person_id = ? WHERE person_id = ?",
        survivor,
        merged);
  }

  /// What would stand twice, or bind a person to themself, goes.
  private static void moveRows(Connection transaction, UUID survivor, UUID merged)
      throws SQLException {
    Sql.update(
        transaction,
        """
        DELETE FROM people.membership m USING people.membership s
        WHERE m.person_id = ? AND s.person_id = ? AND m.unit_id = s.unit_id AND m.kind = s.kind
          AND m.class_id IS NOT DISTINCT FROM s.class_id AND m.valid_from = s.valid_from
          AND m.valid_to IS NOT DISTINCT FROM s.valid_to
        """,
        merged,
        survivor);
    move(transaction, "membership", "person_id", survivor, merged);
    for (String side : List.of("person_id", "guardian_id")) {
      String opposite = side.equals("person_id") ? "guardian_id" : "person_id";
      Sql.update(
          transaction,
          "DELETE FROM people.guardian g WHERE g."
              + side
              + " = ? AND (g."
              + opposite
              + " = ? OR EXISTS (SELECT 1 FROM people.guardian s WHERE s."
              + side
              + " = ? AND s."
              + opposite
              + " = g."
              + opposite
              + " AND s.valid_to IS NULL AND g.valid_to IS NULL))",
          merged,
          survivor,
          survivor);
      move(transaction, "guardian", side, survivor, merged);
    }
    // The registry was asked about the two halves; it is asked again about the whole.
    Sql.update(
        transaction,
        "DELETE FROM people.verification WHERE person_id = ANY (?)",
        (Object) new UUID[] {survivor, merged});
  }

  private static void move(
      Connection transaction, String table, String column, UUID survivor, UUID merged)
      throws SQLException {
    Sql.update(
        transaction,
        "UPDATE people."
            + table
            + " SET "
            + column
            + " = ?, version = version + 1 WHERE "
            + column
            + " = ?",
        survivor,
        merged);
  }

  private SubjectKey key(Connection transaction, UUID person) throws SQLException {
    return vault.key(transaction, person).orElseThrow(() -> ProblemException.missing("person"));
  }
}
