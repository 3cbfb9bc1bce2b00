package org.khue.cloud.people.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Merge;
import org.khue.cloud.platform.db.Times;

/// Merges and what is needed to undo them.
///
/// How undo works: a merge notes each row that it touches twice, as it was and as it left it. Undo
/// compares the rows of now with the second; where all agree it puts back the first, column by
/// column, so that not a bit differs. Where one does not agree, somebody worked on it since: undo
/// changes nothing and names the rows. Rows that came since stay with the survivor.
public final class MergeStore {
  private static final String COLUMNS =
      "SELECT id, survivor, merged, at, undo_until, undone_at FROM people.merge";

  /// A row of one of the tables, by its key.
  record RowId(MergeTable table, UUID key) {}

  /// Takes both persons' rows of all tables, as JSON.
  Map<RowId, String> snapshot(Connection transaction, UUID one, UUID other) throws SQLException {
    // Moments in JSON must look the same whatever the connection's time zone is.
    Sql.update(transaction, "SET LOCAL TimeZone = 'UTC'");
    Map<RowId, String> rows = new LinkedHashMap<>();
    Object[] both = {new UUID[] {one, other}, new UUID[] {one, other}};
    for (MergeTable table : MergeTable.values()) {
      Object[] parameters = Arrays.copyOf(both, table.parameters());
      Sql.list(
          transaction,
          table.select(),
          row -> rows.put(new RowId(table, Sql.id(row, 1)), row.getString(2)),
          parameters);
    }
    return rows;
  }

  /// Holds both records still until the transaction ends.
  void lock(Connection transaction, UUID one, UUID other) throws SQLException {
    Sql.list(
        transaction,
        "SELECT id FROM people.person WHERE id = ANY (?) ORDER BY id FOR UPDATE",
        row -> Sql.id(row, 1),
        (Object) new UUID[] {one, other});
  }

  /// Notes a merge with all rows that differ before and after it.
  UUID insert(
      Connection transaction,
      UUID survivor,
      UUID merged,
      Instant at,
      Instant undoUntil,
      Map<RowId, String> before,
      Map<RowId, String> after)
      throws SQLException {
    UUID id = UUID.randomUUID();
    Sql.update(
        transaction,
        "INSERT INTO people.merge (id, survivor, merged, at, undo_until) VALUES (?, ?, ?, ?, ?)",
        id,
        survivor,
        merged,
        at,
        undoUntil);
    Set<RowId> touched = new HashSet<>(before.keySet());
    touched.addAll(after.keySet());
    for (RowId row : touched) {
      if (!Objects.equals(before.get(row), after.get(row))) {
        Sql.update(
            transaction,
            "INSERT INTO people.merge_row (merge_id, of_table, row_key, before, after)"
                + " VALUES (?, ?, ?, ?::jsonb, ?::jsonb)",
            id,
            row.table,
            row.key,
            before.get(row),
            after.get(row));
      }
    }
    return id;
  }

  public Optional<Merge> find(Connection connection, UUID id) throws SQLException {
    return Sql.one(connection, COLUMNS + " WHERE id = ?", MergeStore::merge, id);
  }

  /// Merges that made a person what they are, and were not undone; the newest first.
  public List<Merge> of(Connection connection, UUID survivor) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS + " WHERE survivor = ? AND undone_at IS NULL ORDER BY at DESC",
        MergeStore::merge,
        survivor);
  }

  /// Merges that can be undone no more, but still hold what an undo needs.
  public List<Merge> expired(Connection connection, Instant now) throws SQLException {
    return Sql.list(
        connection,
        COLUMNS
            + " m WHERE undo_until < ? AND undone_at IS NULL AND EXISTS"
            + " (SELECT 1 FROM people.merge_row r WHERE r.merge_id = m.id) ORDER BY at LIMIT 500",
        MergeStore::merge,
        now);
  }

  public void forgetRows(Connection transaction, UUID merge) throws SQLException {
    Sql.update(transaction, "DELETE FROM people.merge_row WHERE merge_id = ?", merge);
  }

  /// One row of the note.
  private record Note(
      MergeTable table, UUID key, @Nullable String before, @Nullable String after) {}

  private List<Note> notes(Connection transaction, UUID merge) throws SQLException {
    return Sql.list(
        transaction,
        "SELECT of_table, row_key, before, after FROM people.merge_row WHERE merge_id = ?"
            + " ORDER BY of_table, row_key",
        row ->
            new Note(
                MergeTable.valueOf(row.getString(1)),
                Sql.id(row, 2),
                row.getString(3),
                row.getString(4)),
        merge);
  }

  /// The tables of rows that somebody changed since the merge; empty when it can be undone.
  List<String> changedSince(Connection transaction, UUID merge) throws SQLException {
    Sql.update(transaction, "SET LOCAL TimeZone = 'UTC'");
    List<String> changed = new ArrayList<>();
    for (Note note : notes(transaction, merge)) {
      String now =
          Sql.one(transaction, note.table.selectOne(), row -> row.getString(1), note.key)
              .orElse(null);
      if (!Objects.equals(now, note.after)) {
        changed.add(note.table.name());
      }
    }
    return changed;
  }

  /// Puts every row back as it was.
  void restore(Connection transaction, UUID merge, Instant now) throws SQLException {
    for (Note note : notes(transaction, merge)) {
      if (note.before == null) {
        throw new IllegalStateException("a merge adds no rows, but " + note.table + " has one");
      }
      if (note.after == null) {
        Sql.update(transaction, note.table.insert(), note.before);
      } else {
        Sql.update(transaction, note.table.update(), note.before, note.key);
      }
    }
    forgetRows(transaction, merge);
    Sql.update(transaction, "UPDATE people.merge SET undone_at = ? WHERE id = ?", now, merge);
  }

  private static Merge merge(ResultSet row) throws SQLException {
    return new Merge(
        Sql.id(row, 1),
        Sql.id(row, 2),
        Sql.id(row, 3),
        Times.get(row, 4),
        Times.get(row, 5),
        Times.getOrNull(row, 6));
  }
}
