package org.khue.cloud.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.db.Transactions;

/// The table `platform.idempotency`; each account sees its own rows alone.
@Singleton
final class IdempotencyStore {
  /// After this, a first request that never ended will not end any more.
  static final Duration LONGEST_RUN = Duration.ofMinutes(5);

  private final Transactions transactions;
  private final ObjectMapper json;

  IdempotencyStore(Transactions transactions, ObjectMapper json) {
    this.transactions = transactions;
    this.json = json;
  }

  /// Notes that a request begins, or tells what became of an earlier one.
  Claim claim(UUID account, String key, String route, byte[] hash, Instant now) {
    return transactions.run(
        "noting an idempotency key",
        transaction -> {
          try (PreparedStatement insert =
              transaction.prepareStatement(
                  "INSERT INTO platform.idempotency (account, key, route, request_hash, started_at)"
                      + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, account);
            insert.setString(2, key);
            insert.setString(3, route);
            insert.setBytes(4, hash);
            Times.set(insert, 5, now);
            if (insert.executeUpdate() == 1) {
              return new Claim.First();
            }
          }
          return earlier(transaction, account, key, route, hash, now);
        });
  }

  private Claim earlier(
      Connection transaction, UUID account, String key, String route, byte[] hash, Instant now)
      throws SQLException {
    try (PreparedStatement select =
        transaction.prepareStatement(
            "SELECT route, request_hash, started_at, answered_at, status, headers, body"
                + " FROM platform.idempotency WHERE account = ? AND key = ?")) {
      select.setObject(1, account);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return new Claim.Running(); // it was given up this very moment: the next look tells
        }
        byte[] first = row.getBytes(2); // empty once it is forgotten: then the route alone tells
        if (!row.getString(1).equals(route) || first.length > 0 && !Arrays.equals(first, hash)) {
          return new Claim.OtherRequest();
        }
        if (Times.getOrNull(row, 4) == null) {
          return Times.get(row, 3).isBefore(now.minus(LONGEST_RUN))
              ? new Claim.Broken()
              : new Claim.Running();
        }
        int status = row.getInt(5);
        return row.wasNull()
            ? new Claim.AnswerGone()
            : new Claim.Answered(
                new StoredAnswer(status, headers(row.getString(6)), row.getBytes(7)));
      }
    }
  }

  /// Keeps what was answered; null where it cannot be kept.
  void answered(UUID account, String key, @Nullable StoredAnswer answer, Instant now) {
    transactions.run(
        "keeping an answer",
        transaction -> {
          try (PreparedStatement update =
              transaction.prepareStatement(
                  "UPDATE platform.idempotency SET answered_at = ?, status = ?, headers = ?::jsonb,"
                      + " body = ? WHERE account = ? AND key = ?")) {
            Times.set(update, 1, now);
            update.setObject(2, answer == null ? null : answer.status(), java.sql.Types.SMALLINT);
            update.setString(3, answer == null ? null : json.writeValueAsString(answer.headers()));
            update.setBytes(4, answer == null ? null : answer.body());
            update.setObject(5, account);
            update.setString(6, key);
            return update.executeUpdate();
          } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is JSON", e);
          }
        });
  }

  /// A request that came to nothing may be sent again under its key.
  void release(UUID account, String key) {
    transactions.run(
        "releasing an idempotency key",
        transaction -> {
          try (PreparedStatement delete =
              transaction.prepareStatement(
                  "DELETE FROM platform.idempotency"
                      + " WHERE account = ? AND key = ? AND answered_at IS NULL")) {
            delete.setObject(1, account);
            delete.setString(2, key);
            return delete.executeUpdate();
          }
        });
  }

  /// Deletes what began before that moment.
  int deleteBefore(Instant moment) {
    return transactions.run(
        "deleting old idempotency keys",
        transaction -> {
          try (PreparedStatement delete =
              transaction.prepareStatement(
                  "DELETE FROM platform.idempotency WHERE started_at < ?")) {
            Times.set(delete, 1, moment);
            return delete.executeUpdate();
          }
        });
  }

  private Map<String, String> headers(String text) {
    try {
      return json.readValue(text, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("platform.idempotency.headers is a map of texts", e);
    }
  }
}
