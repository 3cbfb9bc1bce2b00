package org.khue.cloud.platform.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// The tables `platform.file` and `file_use`.
final class FileStore {
  private static final String INSERT =
      "INSERT INTO platform.file (id, sha256, kind, name, size, unit_id, person_id, account,"
          + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final String FIND =
      """
      SELECT f.id, f.kind, f.name, b.media_type, f.size, f.sha256, f.unit_id, f.person_id, b.state,
        f.created_at, f.removed_at FROM platform.file f JOIN platform.blob b USING (sha256) WHERE f.id = ?
      """;
  private static final String USE =
      "INSERT INTO platform.file_use (unit_id, bytes) VALUES (?, ?) ON CONFLICT (unit_id)"
          + " DO UPDATE SET bytes = platform.file_use.bytes + excluded.bytes RETURNING bytes";
  private static final String PURGE =
      """
      WITH gone AS (DELETE FROM platform.file WHERE removed_at < ? RETURNING unit_id, size),
           less AS (UPDATE platform.file_use u SET bytes = greatest(0, u.bytes - g.bytes)
                    FROM (SELECT unit_id, sum(size) AS bytes FROM gone GROUP BY unit_id) g
                    WHERE u.unit_id = g.unit_id)
      SELECT count(*) FROM gone
      """;

  private FileStore() {}

  static void insert(Connection transaction, StoredFile file, UUID account, byte[] sha256)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      statement.setObject(1, file.id());
      statement.setBytes(2, sha256);
      statement.setString(3, file.kind());
      statement.setString(4, file.name());
      statement.setLong(5, file.size());
      statement.setObject(6, file.unit());
      statement.setObject(7, file.person());
      statement.setObject(8, account);
      Times.set(statement, 9, file.createdAt());
      statement.executeUpdate();
    }
  }

  /// Adds to what the unit has stored, and says how much that is; nobody else adds meanwhile.
  static long use(Connection transaction, UUID unit, long bytes) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(USE)) {
      statement.setObject(1, unit);
      statement.setLong(2, bytes);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  static Optional<StoredFile> find(Connection connection, UUID id) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            new StoredFile(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                row.getLong(5),
                HexFormat.of().formatHex(Objects.requireNonNull(row.getBytes(6))),
                Objects.requireNonNull(row.getObject(7, UUID.class)),
                row.getObject(8, UUID.class),
                StoredFile.State.valueOf(text(row, 9)),
                Times.get(row, 10),
                Times.getOrNull(row, 11)));
      }
    }
  }

  /// Puts a file into the bin, or takes it out.
  static boolean mark(Connection transaction, UUID id, boolean removed, Instant now)
      throws SQLException {
    String update =
        removed
            ? "UPDATE platform.file SET removed_at = ? WHERE id = ? AND removed_at IS NULL"
            : "UPDATE platform.file SET removed_at = NULL WHERE removed_at <= ? AND id = ?";
    try (PreparedStatement statement = transaction.prepareStatement(update)) {
      Times.set(statement, 1, now);
      statement.setObject(2, id);
      return statement.executeUpdate() == 1;
    }
  }

  static long purge(Connection transaction, Instant removedBefore) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(PURGE)) {
      Times.set(statement, 1, removedBefore);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
