package org.khue.cloud.platform.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseSettings;

/// What the cloud stands on, for Prometheus: its disk, its database, and the work that waits there.
/// The database is asked every ten seconds, not at each scrape, so that Prometheus gets its answer
/// when the database is away.
@Context
final class ResourceGauges {
  private static final int SECONDS = 5;
  private static final String ASK =
      """
      SELECT pg_database_size(current_database()),
        (SELECT count(*) FROM platform.event_parked WHERE dead),
        (SELECT count(*) FROM platform.job WHERE state = 'FAILED' AND ended_at > now() - interval '1 day'),
        (SELECT count(*) FROM platform.job WHERE state = 'WAITING')
      """;

  private final DataSource source;
  private volatile boolean up;
  private volatile long bytes;
  private volatile long deadEvents;
  private volatile long failedJobs;
  private volatile long waitingJobs;

  ResourceGauges(Database database, DatabaseSettings settings, MeterRegistry registry) {
    source = database.systemSource();
    Path data = settings.data().toAbsolutePath();
    Gauge.builder("khue.disk.free.bytes", data, path -> path.toFile().getUsableSpace())
        .description("Room left where the cloud keeps its data")
        .register(registry);
    Gauge.builder("khue.disk.size.bytes", data, path -> path.toFile().getTotalSpace())
        .description("Size of the file system where the cloud keeps its data")
        .register(registry);
    Gauge.builder("khue.database.up", this, own -> own.up ? 1 : 0)
        .description("1 while the database answers")
        .register(registry);
    Gauge.builder("khue.database.size.bytes", this, own -> own.bytes)
        .description("Size of the database")
        .register(registry);
    Gauge.builder("khue.events.dead", this, own -> own.deadEvents)
        .description("Events that a module could not take after all its tries")
        .register(registry);
    Gauge.builder("khue.jobs.failed", this, own -> own.failedJobs)
        .description("Jobs that failed in the last 24 hours")
        .register(registry);
    Gauge.builder("khue.jobs.waiting", this, own -> own.waitingJobs)
        .description("Jobs that wait for their turn")
        .register(registry);
  }

  @Scheduled(fixedDelay = "10s")
  void ask() {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(ASK)) {
      statement.setQueryTimeout(SECONDS);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        bytes = row.getLong(1);
        deadEvents = row.getLong(2);
        failedJobs = row.getLong(3);
        waitingJobs = row.getLong(4);
        up = true;
      }
    } catch (SQLException e) {
      up = false;
    }
  }
}
