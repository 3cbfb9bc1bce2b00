package org.khue.cloud.platform.files;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.khue.cloud.platform.db.Times;

/// The table `platform.blob`.
final class BlobStore {
  private BlobStore() {}

  /// Makes sure that nobody else places or deletes that content until the transaction ends.
  static void lock(Connection transaction, byte[] sha256) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('khue blob ' || ?, 0))")) {
      statement.setString(1, HexFormat.of().formatHex(sha256));
      statement.execute();
    }
  }

  static void insert(
      Connection transaction, BlobFiles.Draft draft, String type, boolean scanned, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.blob (sha256, size, media_type, state, created_at)"
                + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      statement.setBytes(1, draft.sha256());
      statement.setLong(2, draft.size());
      statement.setString(3, type);
      statement.setString(
          4, (scanned ? StoredFile.State.PENDING : StoredFile.State.UNSCANNED).name());
      Times.set(statement, 5, now);
      statement.executeUpdate();
    }
  }

  static boolean exists(Connection connection, byte[] sha256) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM platform.blob WHERE sha256 = ?")) {
      statement.setBytes(1, sha256);
      try (ResultSet row = statement.executeQuery()) {
        return row.next();
      }
    }
  }

  /// Contents that no scanner has looked at, the oldest first.
  static List<byte[]> unscanned(Connection connection, int most) throws SQLException {
    return hashes(
        connection,
        "SELECT sha256 FROM platform.blob WHERE state IN ('PENDING', 'UNSCANNED')"
            + " ORDER BY created_at LIMIT "
            + most);
  }

  /// Contents that no file has.
  static List<byte[]> unused(Connection connection, int most) throws SQLException {
    return hashes(
        connection,
        "SELECT sha256 FROM platform.blob b WHERE NOT EXISTS"
            + " (SELECT FROM platform.file f WHERE f.sha256 = b.sha256) LIMIT "
            + most);
  }

  static void scanned(Connection connection, byte[] sha256, boolean clean, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE platform.blob SET state = ?, scanned_at = ? WHERE sha256 = ?")) {
      statement.setString(1, (clean ? StoredFile.State.CLEAN : StoredFile.State.INFECTED).name());
      Times.set(statement, 2, now);
      statement.setBytes(3, sha256);
      statement.executeUpdate();
    }
  }

  /// Deletes the row of a content that no file has.
  static void deleteUnused(Connection transaction, byte[] sha256) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "DELETE FROM platform.blob b WHERE b.sha256 = ? AND NOT EXISTS"
                + " (SELECT FROM platform.file f WHERE f.sha256 = b.sha256)")) {
      statement.setBytes(1, sha256);
      statement.executeUpdate();
    }
  }

  private static List<byte[]> hashes(Connection connection, String select) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      List<byte[]> hashes = new ArrayList<>();
      while (row.next()) {
        hashes.add(Objects.requireNonNull(row.getBytes(1)));
      }
      return hashes;
    }
  }
}
