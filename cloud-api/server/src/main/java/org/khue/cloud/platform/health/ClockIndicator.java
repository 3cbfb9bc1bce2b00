package org.khue.cloud.platform.health;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Times;
import org.reactivestreams.Publisher;

/// Database and clock: ready only while the database answers, and while its clock and ours agree
/// and stand after this program was built. A wrong clock dates records wrongly and lets sessions
/// live too long.
@Singleton
@Readiness
final class ClockIndicator implements HealthIndicator {
  private static final Duration MOST_APART = Duration.ofSeconds(10);
  private static final Instant NEVER_BEFORE = Instant.parse("2026-01-01T00:00:00Z");

  private final DataSource source;
  private final Clock clock;
  private final ExecutorService blocking;

  ClockIndicator(
      DataSource source, Clock clock, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
    this.source = source;
    this.clock = clock;
    this.blocking = blocking;
  }

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(
        java.util.concurrent.CompletableFuture.supplyAsync(this::check, blocking));
  }

  private HealthResult check() {
    return HealthResult.builder("clock", isRight() ? HealthStatus.UP : HealthStatus.DOWN).build();
  }

  private boolean isRight() {
    Instant here = clock.instant();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      Duration apart = Duration.between(here, Times.get(row, 1)).abs();
      return here.isAfter(NEVER_BEFORE) && apart.compareTo(MOST_APART) <= 0;
    } catch (SQLException e) {
      return false;
    }
  }
}
