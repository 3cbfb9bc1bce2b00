package org.khue.cloud.platform.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.db.Times;

/// The table `platform.notice`.
@Singleton
final class NoticeStore {
  /// Without naming the columns of the conflict, so that the row need not be readable for whoever
  /// tells.
  private static final String INSERT =
      "INSERT INTO platform.notice (id, account, title_key, body_key, args, href, weight, dedupe,"
          + " created_at, next_at) VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?)"
          + " ON CONFLICT DO NOTHING";

  private static final String COLUMNS =
      "id, title_key, body_key, args, href, weight, created_at, read_at, account";
  private static final String CLAIM =
      "UPDATE platform.notice SET next_at = ? WHERE id IN (SELECT id FROM platform.notice WHERE"
          + " next_at <= ? ORDER BY next_at LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING "
          + COLUMNS;

  private final ObjectMapper json;

  NoticeStore(ObjectMapper json) {
    this.json = json;
  }

  /// A notice that is due on a channel.
  record Due(UUID account, NoticeLine notice) {}

  boolean insert(Connection transaction, UUID id, Notice notice, Instant now) throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(INSERT)) {
      statement.setObject(1, id);
      statement.setObject(2, notice.account());
      statement.setString(3, notice.titleKey());
      statement.setString(4, notice.bodyKey());
      statement.setString(5, json.writeValueAsString(notice.args()));
      statement.setString(6, notice.href());
      statement.setString(7, notice.weight().name());
      statement.setString(8, notice.dedupe());
      Times.set(statement, 9, now);
      Times.set(statement, 10, now);
      return statement.executeUpdate() == 1;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the arguments of a notice must be plain values", e);
    }
  }

  List<NoticeLine> newest(Connection connection, UUID account, int most) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM platform.notice WHERE account = ? ORDER BY created_at DESC LIMIT ?")) {
      statement.setObject(1, account);
      statement.setInt(2, most);
      return due(statement).stream().map(Due::notice).toList();
    }
  }

  int unread(Connection connection, UUID account) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT count(*) FROM platform.notice WHERE account = ? AND read_at IS NULL")) {
      statement.setObject(1, account);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  Optional<String> read(Connection connection, UUID account, UUID id, Instant now)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE platform.notice SET read_at = coalesce(read_at, ?)"
                + " WHERE id = ? AND account = ? RETURNING href")) {
      Times.set(statement, 1, now);
      statement.setObject(2, id);
      statement.setObject(3, account);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(text(row, 1)) : Optional.empty();
      }
    }
  }

  void readAll(Connection connection, UUID account, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE platform.notice SET read_at = ? WHERE account = ? AND read_at IS NULL")) {
      Times.set(statement, 1, now);
      statement.setObject(2, account);
      statement.executeUpdate();
    }
  }

  /// Takes notices that are due; they are due again at the end of the lease, if this process dies.
  List<Due> claim(Connection connection, Instant now, Instant leaseEnd, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
      Times.set(statement, 1, leaseEnd);
      Times.set(statement, 2, now);
      statement.setInt(3, most);
      return due(statement);
    }
  }

  static long delete(Connection transaction, Instant before) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("DELETE FROM platform.notice WHERE created_at < ?")) {
      Times.set(statement, 1, before);
      return statement.executeUpdate();
    }
  }

  private List<Due> due(PreparedStatement statement) throws SQLException {
    List<Due> lines = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        NoticeLine line =
            new NoticeLine(
                uuid(row, 1),
                text(row, 2),
                text(row, 3),
                args(text(row, 4)),
                text(row, 5),
                Notice.Weight.valueOf(text(row, 6)),
                Times.get(row, 7),
                Times.getOrNull(row, 8));
        lines.add(new Due(uuid(row, 9), line));
      }
    }
    return lines;
  }

  private Map<String, Object> args(String text) throws SQLException {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("the arguments of a notice are no JSON object", e);
    }
  }

  private static UUID uuid(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getObject(column, UUID.class));
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
