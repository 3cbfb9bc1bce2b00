package org.khue.cloud.platform.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.security.Caller;

/// The tables `platform.import_run` and `platform.import_file`.
final class RunStore {
  private static final String INSERT =
      "INSERT INTO platform.import_run (list, unit_id, account, caller, file_name, file_kind, state,"
          + " started_at) VALUES (?, ?, ?, ?, ?, ?, 'checking', ?) RETURNING id";
  private static final String COLUMNS =
      "id, list, unit_id, caller, file_name, file_kind, state, started_at, applied_at, undone_at,"
          + " done_rows, new_rows, changed_rows, unchanged_rows, wrong_rows, warned_rows, left_rows,"
          + " headers, notices";
  private static final String RESULT =
      "UPDATE platform.import_run SET state = ?, new_rows = ?, changed_rows = ?, unchanged_rows = ?,"
          + " wrong_rows = ?, warned_rows = ?, headers = ?::jsonb, notices = ?::jsonb"
          + " WHERE id = ?";

  private final ObjectMapper json;

  RunStore(ObjectMapper json) {
    this.json = json;
  }

  UUID insert(
      Connection transaction,
      String list,
      UUID unit,
      Caller caller,
      String fileName,
      FileKind kind,
      byte[] content,
      Instant now)
      throws SQLException {
    UUID id;
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      statement.setString(1, list);
      statement.setObject(2, unit);
      statement.setObject(3, caller.account());
      statement.setString(4, caller.name());
      statement.setString(5, fileName);
      statement.setString(6, kind.name());
      Times.set(statement, 7, now);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        id = row.getObject(1, UUID.class);
      }
    }
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.import_file (run_id, content) VALUES (?, ?)")) {
      statement.setObject(1, id);
      statement.setBytes(2, content);
      statement.executeUpdate();
    }
    return id;
  }

  Optional<Run> find(Connection transaction, UUID id) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT " + COLUMNS + " FROM platform.import_run WHERE id = ?")) {
      statement.setObject(1, id);
      return list(statement).stream().findFirst();
    }
  }

  /// The newest runs that started before a moment.
  List<Run> newest(Connection transaction, Instant before, int limit) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM platform.import_run WHERE started_at < ? ORDER BY started_at DESC LIMIT"
                + " ?")) {
      Times.set(statement, 1, before);
      statement.setInt(2, limit);
      return list(statement);
    }
  }

  /// The file as it was sent; empty once it has been removed.
  Optional<byte[]> content(Connection transaction, UUID id) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT content FROM platform.import_file WHERE run_id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  void removeFile(Connection transaction, UUID id) throws SQLException {
    execute(transaction, "DELETE FROM platform.import_file WHERE run_id = ?", id);
  }

  /// Moves a run on, if it still stands where the caller thinks.
  boolean move(Connection transaction, UUID id, RunState from, RunState to) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE platform.import_run SET state = ?, done_rows = 0"
                + " WHERE id = ? AND state = ?")) {
      statement.setString(1, to.code());
      statement.setObject(2, id);
      statement.setString(3, from.code());
      return statement.executeUpdate() == 1;
    }
  }

  void progress(Connection transaction, UUID id, int done) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("UPDATE platform.import_run SET done_rows = ? WHERE id = ?")) {
      statement.setInt(1, done);
      statement.setObject(2, id);
      statement.executeUpdate();
    }
  }

  void result(
      Connection transaction,
      UUID id,
      RunState state,
      Run.Counts counts,
      List<Run.PartHeader> headers,
      List<Run.Notice> notices)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(RESULT)) {
      statement.setString(1, state.code());
      statement.setInt(2, counts.fresh());
      statement.setInt(3, counts.changed());
      statement.setInt(4, counts.unchanged());
      statement.setInt(5, counts.wrong());
      statement.setInt(6, counts.warned());
      statement.setString(7, written(headers));
      statement.setString(8, written(notices));
      statement.setObject(9, id);
      statement.executeUpdate();
    }
  }

  /// Ends a step with what it has to say.
  void end(Connection transaction, UUID id, RunState state, List<Run.Notice> notices)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE platform.import_run SET state = ?, notices = ?::jsonb WHERE id = ?")) {
      statement.setString(1, state.code());
      statement.setString(2, written(notices));
      statement.setObject(3, id);
      statement.executeUpdate();
    }
  }

  void applied(Connection transaction, UUID id, Instant now) throws SQLException {
    stamp(transaction, id, "applied_at", now);
  }

  void undone(Connection transaction, UUID id, Instant now, int left) throws SQLException {
    stamp(transaction, id, "undone_at", now);
    try (PreparedStatement statement =
        transaction.prepareStatement("UPDATE platform.import_run SET left_rows = ? WHERE id = ?")) {
      statement.setInt(1, left);
      statement.setObject(2, id);
      statement.executeUpdate();
    }
  }

  private static void stamp(Connection transaction, UUID id, String column, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "UPDATE platform.import_run SET " + column + " = ? WHERE id = ?")) {
      Times.set(statement, 1, now);
      statement.setObject(2, id);
      statement.executeUpdate();
    }
  }

  private static void execute(Connection transaction, String sql, UUID id) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, id);
      statement.executeUpdate();
    }
  }

  private List<Run> list(PreparedStatement statement) throws SQLException {
    List<Run> runs = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        runs.add(
            new Run(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5),
                FileKind.valueOf(row.getString(6)),
                RunState.ofCode(row.getString(7)),
                Times.get(row, 8),
                Times.getOrNull(row, 9),
                Times.getOrNull(row, 10),
                row.getInt(11),
                new Run.Counts(
                    row.getInt(12),
                    row.getInt(13),
                    row.getInt(14),
                    row.getInt(15),
                    row.getInt(16),
                    row.getInt(17)),
                read(row.getString(18), new TypeReference<List<Run.PartHeader>>() {}),
                read(row.getString(19), new TypeReference<List<Run.Notice>>() {})));
      }
    }
    return runs;
  }

  private String written(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("notices are plain JSON values", e);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("platform.import_run holds what this program wrote", e);
    }
  }
}
