package org.khue.cloud.platform.api;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import org.khue.cloud.platform.security.Acting;

/// How long answers are kept for requests that may come again.
@Singleton
public final class Idempotency {
  static final Duration KEPT = Duration.ofHours(24);

  private final IdempotencyStore store;
  private final Clock clock;

  Idempotency(IdempotencyStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Forgets the contents of all kept answers, for the erasure of a person whose data may stand in
  /// them, and the hashes of the requests, by which a short number could be guessed. The requests
  /// are still known as done.
  ///
  /// @param transaction of the program itself, which sees all rows
  public void forgetAnswers(Connection transaction) throws SQLException {
    try (Statement statement = transaction.createStatement()) {
      statement.execute(
          "UPDATE platform.idempotency SET status = NULL, headers = NULL, body = NULL,"
              + " request_hash = '' WHERE answered_at IS NOT NULL");
    }
  }

  @Scheduled(initialDelay = "5m", fixedDelay = "1h")
  void sweep() {
    Acting.system("retention").run(() -> store.deleteBefore(clock.instant().minus(KEPT)));
  }
}
