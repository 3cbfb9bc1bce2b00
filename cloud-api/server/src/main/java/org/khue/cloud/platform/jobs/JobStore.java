package org.khue.cloud.platform.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;

/// The table `platform.job`, as the program itself writes it.
final class JobStore {
  private static final String LOCK_KIND =
      "SELECT pg_advisory_xact_lock(hashtextextended('khue job ' || ?, 0))";
  private static final String RUNNING =
      "SELECT count(*) FROM platform.job WHERE kind = ? AND state = 'RUNNING' AND id <> ?";
  private static final String TICKET =
      "SELECT id, kind, input, acting, checkpoint, state, cancel, attempts FROM platform.job"
          + " WHERE id = ? FOR UPDATE";
  private static final String BEGIN =
      "UPDATE platform.job SET state = 'RUNNING', attempts = attempts + 1,"
          + " started_at = coalesce(started_at, ?) WHERE id = ?";
  private static final String PROGRESS =
      "UPDATE platform.job SET done = ?, total = ?, message = ? WHERE id = ? RETURNING cancel";
  private static final String END =
      """
      UPDATE platform.job SET state = ?, fault = ?, ended_at = ?, message = '',
        result_name = ?, result_type = ?, result_size = ?,
        done = CASE WHEN ? = 'DONE' THEN greatest(done, total) ELSE done END WHERE id = ?
      """;

  private final ObjectMapper json;
  private final DataSource source;
  private final Transactions transactions;
  private final Clock clock;

  JobStore(ObjectMapper json, DataSource source, Clock clock) {
    this.json = json;
    this.source = source;
    this.transactions = new Transactions(source);
    this.clock = clock;
  }

  /// A job about to run.
  record Ticket(
      UUID id,
      String kind,
      Map<String, Object> input,
      Acting acting,
      @Nullable Map<String, Object> checkpoint,
      JobState state,
      boolean cancel,
      int attempts) {}

  /// What became of an attempt to begin.
  sealed interface Start {
    /// Go on.
    record Go(Ticket ticket) implements Start {}

    /// Too many of its kind run.
    record Later() implements Start {}

    /// There is nothing to do.
    record Over() implements Start {}
  }

  void insert(
      Connection transaction,
      UUID id,
      String kind,
      String title,
      UUID unit,
      Map<String, Object> input,
      Acting acting)
      throws SQLException {
    String insert =
        "INSERT INTO platform.job (id, kind, title, input, acting, account, starter, unit_id,"
            + " state, created_at) VALUES (?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, 'WAITING', ?)";
    try (PreparedStatement statement = transaction.prepareStatement(insert)) {
      statement.setObject(1, id);
      statement.setString(2, kind);
      statement.setString(3, title);
      statement.setString(4, write(input));
      statement.setString(5, ActingJson.write(acting));
      statement.setObject(6, acting.caller().account());
      statement.setString(7, acting.caller().name());
      statement.setObject(8, unit);
      Times.set(statement, 9, clock.instant());
      statement.executeUpdate();
    }
  }

  /// Begins a job, unless so many of its kind run already. One that was running when the program
  /// stopped begins again if its kind can be resumed and it was not tried too often; else it fails.
  Start begin(UUID id, JobKind kind, int mostAttempts) {
    return transactions.run(
        "beginning a job",
        transaction -> {
          try (PreparedStatement statement = transaction.prepareStatement(LOCK_KIND)) {
            statement.setString(1, kind.name());
            statement.execute();
          }
          Ticket ticket = ticket(transaction, id);
          if (ticket == null || ticket.state().ended()) {
            return new Start.Over();
          }
          if (ticket.cancel()) {
            end(transaction, id, JobState.CANCELLED, "", null, 0);
            return new Start.Over();
          }
          boolean again = ticket.state() == JobState.RUNNING;
          if (again && !(kind.resumable() && ticket.attempts() < mostAttempts)) {
            end(transaction, id, JobState.FAILED, Jobs.INTERRUPTED, null, 0);
            return new Start.Over();
          }
          if (running(transaction, kind.name(), id) >= kind.atOnce()) {
            return new Start.Later();
          }
          try (PreparedStatement statement = transaction.prepareStatement(BEGIN)) {
            Times.set(statement, 1, clock.instant());
            statement.setObject(2, id);
            statement.executeUpdate();
          }
          return new Start.Go(ticket);
        });
  }

  private @Nullable Ticket ticket(Connection transaction, UUID id) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(TICKET)) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          return null;
        }
        String checkpoint = row.getString(5);
        return new Ticket(
            id,
            text(row, 2),
            read(text(row, 3)),
            ActingJson.read(text(row, 4)),
            checkpoint == null ? null : read(checkpoint),
            JobState.valueOf(text(row, 6)),
            row.getBoolean(7),
            row.getInt(8));
      }
    }
  }

  private static int running(Connection transaction, String kind, UUID except) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(RUNNING)) {
      statement.setString(1, kind);
      statement.setObject(2, except);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  /// @return whether the job shall end
  boolean progress(UUID id, long done, long total, String message) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(PROGRESS)) {
      statement.setLong(1, done);
      statement.setLong(2, total);
      statement.setString(3, message);
      statement.setObject(4, id);
      try (ResultSet row = statement.executeQuery()) {
        return !row.next() || row.getBoolean(1);
      }
    } catch (SQLException e) {
      throw new DatabaseException("writing a job's progress", e);
    }
  }

  void checkpoint(UUID id, Map<String, Object> place) {
    set(id, "UPDATE platform.job SET checkpoint = ?::jsonb WHERE id = ?", write(place));
  }

  /// Puts a job that the program had to leave back among the waiting.
  void putBack(UUID id) {
    set(id, "UPDATE platform.job SET state = 'WAITING', message = ? WHERE id = ?", "");
  }

  private void set(UUID id, String update, String value) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(update)) {
      statement.setString(1, value);
      statement.setObject(2, id);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException("writing a job", e);
    }
  }

  void end(UUID id, JobState state, String fault, JobResults.@Nullable Draft result, long size) {
    transactions.run(
        "ending a job",
        transaction -> {
          end(transaction, id, state, fault, result, size);
          return true;
        });
  }

  private void end(
      Connection transaction,
      UUID id,
      JobState state,
      String fault,
      JobResults.@Nullable Draft result,
      long size)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(END)) {
      statement.setString(1, state.name());
      statement.setString(2, fault);
      Times.set(statement, 3, clock.instant());
      statement.setString(4, result == null ? null : result.name());
      statement.setString(5, result == null ? null : result.type());
      statement.setObject(6, result == null ? null : size);
      statement.setString(7, state.name());
      statement.setObject(8, id);
      statement.executeUpdate();
    }
  }

  /// Jobs that wait or run, the oldest first, 1,000 at the most.
  List<UUID> open() {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id FROM platform.job WHERE state IN ('WAITING', 'RUNNING')"
                    + " ORDER BY id LIMIT 1000");
        ResultSet row = statement.executeQuery()) {
      List<UUID> open = new ArrayList<>();
      while (row.next()) {
        open.add(Objects.requireNonNull(row.getObject(1, UUID.class)));
      }
      return open;
    } catch (SQLException e) {
      throw new DatabaseException("looking for open jobs", e);
    }
  }

  boolean exists(UUID id) {
    return !kind(id).isEmpty();
  }

  /// The kind of a job; empty if there is no such job.
  String kind(UUID id) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT kind FROM platform.job WHERE id = ?")) {
      statement.setObject(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? text(row, 1) : "";
      }
    } catch (SQLException e) {
      throw new DatabaseException("looking for a job", e);
    }
  }

  static long delete(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM platform.job WHERE ended_at < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }

  private String write(Map<String, Object> values) {
    try {
      return json.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a job takes plain JSON values", e);
    }
  }

  private Map<String, Object> read(String text) throws SQLException {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("a job's values are no JSON object", e);
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
