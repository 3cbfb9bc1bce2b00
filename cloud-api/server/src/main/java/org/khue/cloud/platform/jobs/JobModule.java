package org.khue.cloud.platform.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseSettings;

/// The beans of jobs.
@Factory
final class JobModule {

  @Singleton
  JobStore store(ObjectMapper json, Database database, Clock clock) {
    return new JobStore(json, database.systemSource(), clock);
  }

  @Singleton
  JobViewStore views(DataSource source) {
    return new JobViewStore(source);
  }

  @Singleton
  JobResults results(DatabaseSettings settings) {
    return new JobResults(settings.data().resolve("jobs"));
  }

  @Singleton
  JobRunner runner(JobStore store, JobResults results, List<JobKind> kinds) {
    return new JobRunner(store, results, kinds);
  }
}
