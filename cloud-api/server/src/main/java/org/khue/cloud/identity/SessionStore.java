package org.khue.cloud.identity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// The table `identity.session`.
final class SessionStore {
  private static final String INSERT =
      "INSERT INTO identity.session (id_hash, role, created_at, seen_at) VALUES (?, ?, ?, ?)";
  private static final String TOUCH =
      "UPDATE identity.session SET seen_at = ? WHERE id_hash = ? AND seen_at > ?"
          + " AND created_at > ? RETURNING role";
  private static final String DELETE = "DELETE FROM identity.session WHERE id_hash = ?";
  private static final String DELETE_BEFORE =
      "DELETE FROM identity.session WHERE seen_at <= ? OR created_at <= ?";

  private final DataSource source;

  SessionStore(DataSource source) {
    this.source = source;
  }

  void insert(byte[] hash, String role, Instant now) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setBytes(1, hash);
      statement.setString(2, role);
      Times.set(statement, 3, now);
      Times.set(statement, 4, now);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("opening a session", e);
    }
  }

  /// Marks a session as seen now, if it was seen and made after those moments.
  Optional<String> touch(byte[] hash, Instant now, Instant seenAfter, Instant madeAfter) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(TOUCH)) {
      Times.set(statement, 1, now);
      statement.setBytes(2, hash);
      Times.set(statement, 3, seenAfter);
      Times.set(statement, 4, madeAfter);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new DatabaseException("looking a session up", e);
    }
  }

  void delete(byte[] hash) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE)) {
      statement.setBytes(1, hash);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("ending a session", e);
    }
  }

  void deleteBefore(Instant seen, Instant made) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(DELETE_BEFORE)) {
      Times.set(statement, 1, seen);
      Times.set(statement, 2, made);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("removing old sessions", e);
    }
  }
}
