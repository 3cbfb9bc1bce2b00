package org.khue.cloud.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Acting;

/// The scheduler (db-scheduler, in the table `platform.scheduled_task`): says which node does which
/// job when, and notices nodes that died.
@Context
final class JobScheduler {
  private static final String TABLE = "platform.scheduled_task";
  private static final String JOB = "job";
  private static final Duration LATER = Duration.ofSeconds(1);
  private static final Duration SWEEP = Duration.ofMinutes(1);
  private static final Duration LONGEST_STOP = Duration.ofSeconds(10);

  private final JobStore store;
  private final JobRunner runner;
  private final Clock clock;
  private final Scheduler scheduler;

  JobScheduler(
      JobStore store,
      JobRunner runner,
      JobResults results,
      List<Nightly> nightly,
      Database database,
      Clock clock,
      JobSettings settings,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    this.store = store;
    this.runner = runner;
    this.clock = clock;
    Task<Void> job =
        Tasks.custom(JOB, Void.class)
            .onDeadExecutionRevive()
            .onFailureReschedule(FixedDelay.of(Duration.ofSeconds(10)))
            .execute((instance, _) -> run(UUID.fromString(instance.getId())));
    List<RecurringTask<?>> recurring = new ArrayList<>();
    recurring.add(
        Tasks.recurring("job-sweep", FixedDelay.of(SWEEP))
            .execute((_, _) -> store.open().forEach(this::schedule)));
    recurring.add(
        Tasks.recurring("job-files", FixedDelay.ofHours(6)).execute((_, _) -> sweepFiles(results)));
    for (Nightly one : nightly) {
      recurring.add(
          Tasks.recurring("nightly-" + one.name(), Schedules.daily(ZoneId.of(zone), one.at()))
              .execute((_, _) -> Acting.system(one.name()).run(one.work())));
    }
    scheduler =
        Scheduler.create(database.systemSource(), job)
            .tableName(TABLE)
            .startTasks(recurring)
            .threads(settings.threads())
            .pollingInterval(settings.poll())
            .heartbeatInterval(settings.heartbeat())
            .missedHeartbeatsLimit(4)
            .enableImmediateExecution()
            .shutdownMaxWait(LONGEST_STOP)
            .failureLogging(com.github.kagkarlsson.scheduler.logging.LogLevel.WARN, false)
            .build();
    runner.scheduleWith(this::schedule);
    scheduler.start();
  }

  private void sweepFiles(JobResults results) {
    try {
      results.sweep(store::exists);
    } catch (IOException e) {
      throw new UncheckedIOException("deleting files of jobs that are no more", e);
    }
  }

  private void schedule(UUID id) {
    scheduler.scheduleIfNotExists(new TaskInstance<Void>(JOB, id.toString()), clock.instant());
  }

  private CompletionHandler<Void> run(UUID id) {
    return switch (runner.run(id, store.kind(id))) {
      case REMOVE -> new CompletionHandler.OnCompleteRemove<>();
      case LATER -> new CompletionHandler.OnCompleteReschedule<>(FixedDelay.of(LATER));
    };
  }

  @PreDestroy
  void close() {
    runner.stop();
    scheduler.stop();
  }
}
