package org.khue.cloud.platform.jobs;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// The table `platform.job`, as whoever acts sees it.
final class JobViewStore {
  private static final String SELECT =
      "SELECT id, kind, title, starter, state, done, total, message, cancel, fault, result_name,"
          + " result_type, coalesce(result_size, 0), created_at, started_at, ended_at"
          + " FROM platform.job WHERE ";
  private static final String CANCEL =
      """
      UPDATE platform.job SET cancel = true,
        state = CASE state WHEN 'WAITING' THEN 'CANCELLED' ELSE state END,
        ended_at = CASE state WHEN 'WAITING' THEN now() ELSE ended_at END
      WHERE id = ? AND account = ? AND state IN ('WAITING', 'RUNNING')
      """;

  private final DataSource source;

  JobViewStore(DataSource source) {
    this.source = source;
  }

  /// @param account whose jobs; null for all that are seen
  List<JobStatus> newest(@Nullable UUID account, int limit) {
    String where = account == null ? "true" : "account = ?";
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                SELECT + where + " ORDER BY created_at DESC, id DESC LIMIT " + limit)) {
      if (account != null) {
        statement.setObject(1, account);
      }
      return read(statement);
    } catch (SQLException e) {
      throw new DatabaseException("listing jobs", e);
    }
  }

  Optional<JobStatus> find(UUID id) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(SELECT + "id = ?")) {
      statement.setObject(1, id);
      return read(statement).stream().findFirst();
    } catch (SQLException e) {
      throw new DatabaseException("looking a job up", e);
    }
  }

  static boolean cancel(Connection transaction, UUID id, UUID account) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(CANCEL)) {
      statement.setObject(1, id);
      statement.setObject(2, account);
      return statement.executeUpdate() == 1;
    }
  }

  private static List<JobStatus> read(PreparedStatement statement) throws SQLException {
    List<JobStatus> jobs = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        jobs.add(
            new JobStatus(
                Objects.requireNonNull(row.getObject(1, UUID.class)),
                text(row, 2),
                text(row, 3),
                text(row, 4),
                JobState.valueOf(text(row, 5)),
                row.getLong(6),
                row.getLong(7),
                text(row, 8),
                row.getBoolean(9),
                text(row, 10),
                row.getString(11),
                row.getString(12),
                row.getLong(13),
                Times.get(row, 14),
                Times.getOrNull(row, 15),
                Times.getOrNull(row, 16)));
      }
    }
    return jobs;
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
