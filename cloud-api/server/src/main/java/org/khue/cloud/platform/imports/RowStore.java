package org.khue.cloud.platform.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The table `platform.import_row`.
final class RowStore {
  private static final String INSERT =
      "INSERT INTO platform.import_row (run_id, part, row, outcome, cells, was, faults, target,"
          + " version) VALUES (?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?)";
  private static final String COLUMNS =
      "SELECT part, row, outcome, cells, was, faults, target, version, before, undone"
          + " FROM platform.import_row WHERE run_id = ? AND ";
  private static final String WRITTEN =
      "UPDATE platform.import_row SET target = ?, version = ?, before = ?"
          + " WHERE run_id = ? AND part = ? AND row = ?";
  private static final String UNDONE =
      "UPDATE platform.import_row SET undone = ? WHERE run_id = ? AND part = ? AND row = ?";

  /// Which rows of a run are asked for.
  enum Which {
    ALL("true"),
    WRITABLE("outcome IN ('new', 'changed')"),
    FAULTY("faults <> '[]'"),
    CHANGED("outcome = 'changed'"),
    NEW("outcome = 'new'"),
    LEFT("undone IN ('CHANGED_SINCE', 'IN_USE')");

    private final String condition;

    Which(String condition) {
      this.condition = condition;
    }
  }

  /// A place between rows.
  record Place(int part, int row) {
    static final Place START = new Place(-1, -1);
    static final Place END = new Place(Short.MAX_VALUE, Integer.MAX_VALUE);
  }

  private final ObjectMapper json;

  RowStore(ObjectMapper json) {
    this.json = json;
  }

  void insert(Connection transaction, UUID run, List<CheckedRow> rows) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      for (CheckedRow row : rows) {
        statement.setObject(1, run);
        statement.setInt(2, row.part());
        statement.setInt(3, row.number());
        statement.setString(4, row.outcome().code());
        statement.setString(5, written(row.cells()));
        statement.setString(6, written(row.was()));
        statement.setString(7, written(row.faults()));
        statement.setString(8, row.target());
        statement.setString(9, row.version());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void clear(Connection transaction, UUID run) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM platform.import_row WHERE run_id = ?")) {
      statement.setObject(1, run);
      statement.executeUpdate();
    }
  }

  /// The next rows after a place, in the file's order.
  List<CheckedRow> after(Connection transaction, UUID run, Which which, Place place, int limit)
      throws SQLException {
    return page(
        transaction,
        COLUMNS + which.condition + " AND (part, row) > (?, ?) ORDER BY part, row LIMIT ?",
        run,
        place,
        limit);
  }

  /// The next written rows before a place, the last first.
  List<CheckedRow> writtenBefore(Connection transaction, UUID run, Place place, int limit)
      throws SQLException {
    return page(
        transaction,
        COLUMNS
            + Which.WRITABLE.condition
            + " AND target IS NOT NULL AND (part, row) < (?, ?)"
            + " ORDER BY part DESC, row DESC LIMIT ?",
        run,
        place,
        limit);
  }

  /// How many rows there are of a kind.
  int count(Connection transaction, UUID run, Which which) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT count(*) FROM platform.import_row WHERE run_id = ? AND " + which.condition)) {
      statement.setObject(1, run);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /// Notes what applying wrote, in the order of the rows.
  void written(Connection transaction, UUID run, List<CheckedRow> rows, List<Written> written)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(WRITTEN)) {
      for (int i = 0; i < rows.size(); i++) {
        statement.setString(1, written.get(i).id());
        statement.setString(2, written.get(i).version());
        statement.setString(3, written.get(i).before());
        statement.setObject(4, run);
        statement.setInt(5, rows.get(i).part());
        statement.setInt(6, rows.get(i).number());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  void undone(Connection transaction, UUID run, CheckedRow row, Undone undone) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(UNDONE)) {
      statement.setString(1, undone.name());
      statement.setObject(2, run);
      statement.setInt(3, row.part());
      statement.setInt(4, row.number());
      statement.executeUpdate();
    }
  }

  /// Forgets what any run holds about a record: its rows lose their content and can no longer be
  /// undone, and the files in which it stands go.
  static void forget(Connection transaction, String target) throws SQLException {
    try (PreparedStatement files =
            transaction.prepareStatement(
                "DELETE FROM platform.import_file WHERE run_id IN (SELECT run_id FROM"
                    + " platform.import_row WHERE target = ?)");
        PreparedStatement rows =
            transaction.prepareStatement(
                "UPDATE platform.import_row SET cells = '{}', was = '{}', faults = '[]', before ="
                    + " NULL, target = NULL, version = NULL WHERE target = ?")) {
      files.setString(1, target);
      files.executeUpdate();
      rows.setString(1, target);
      rows.executeUpdate();
    }
  }

  private List<CheckedRow> page(
      Connection transaction, String sql, UUID run, Place place, int limit) throws SQLException {
    List<CheckedRow> rows = new ArrayList<>();
    try (PreparedStatement statement = transaction.prepareStatement(sql)) {
      statement.setObject(1, run);
      statement.setInt(2, place.part());
      statement.setInt(3, place.row());
      statement.setInt(4, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(read(row));
        }
      }
    }
    return rows;
  }

  private CheckedRow read(ResultSet row) throws SQLException {
    String undone = row.getString(10);
    return new CheckedRow(
        row.getInt(1),
        row.getInt(2),
        CheckedRow.Outcome.ofCode(row.getString(3)),
        read(row.getString(4), new TypeReference<Map<String, String>>() {}),
        read(row.getString(5), new TypeReference<Map<String, String>>() {}),
        read(row.getString(6), new TypeReference<List<PlacedFault>>() {}),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        undone == null ? null : Undone.valueOf(undone));
  }

  private String written(@Nullable Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows are plain JSON values", e);
    }
  }

  private <T> T read(String text, TypeReference<T> type) {
    try {
      return json.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("platform.import_row holds what this program wrote", e);
    }
  }
}
