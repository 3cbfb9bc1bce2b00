package org.khue.cloud.platform.jobs;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs jobs as their starters.
final class JobRunner {
  private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
  private static final int MOST_ATTEMPTS = 5;

  /// What the scheduler shall do next with a job.
  enum Next {
    REMOVE,
    LATER
  }

  private final JobStore store;
  private final JobResults results;
  private final Map<String, JobKind> kinds = new LinkedHashMap<>();
  private volatile boolean stopping;
  private volatile Consumer<UUID> scheduler = _ -> {};

  JobRunner(JobStore store, JobResults results, Collection<JobKind> kinds) {
    this.store = store;
    this.results = results;
    for (JobKind kind : kinds) {
      if (this.kinds.put(kind.name(), kind) != null) {
        throw new IllegalStateException("two kinds of jobs are named " + kind.name());
      }
    }
  }

  boolean knows(String kind) {
    return kinds.containsKey(kind);
  }

  /// Tells the scheduler of a job; one that is not told is found within a minute.
  void schedule(UUID id) {
    scheduler.accept(id);
  }

  void scheduleWith(Consumer<UUID> how) {
    scheduler = how;
  }

  /// Makes running jobs end at their next progress.
  void stop() {
    stopping = true;
  }

  Next run(UUID id, String kindName) {
    JobKind kind = kinds.get(kindName);
    if (kind == null) {
      store.end(
          id,
          JobState.FAILED,
          "This version of the program has no jobs of the kind " + kindName + ".",
          null,
          0);
      return Next.REMOVE;
    }
    return switch (store.begin(id, kind, MOST_ATTEMPTS)) {
      case JobStore.Start.Over _ -> Next.REMOVE;
      case JobStore.Start.Later _ -> Next.LATER;
      case JobStore.Start.Go go -> run(kind, go.ticket());
    };
  }

  private Next run(JobKind kind, JobStore.Ticket ticket) {
    JobRun run = new JobRun(ticket, store, results, () -> stopping, System::nanoTime);
    try {
      ticket.acting().doing(() -> kind.run(run));
      JobResults.Draft draft = run.draft();
      long size = draft == null ? 0 : draft.finish();
      store.end(ticket.id(), JobState.DONE, "", draft, size);
    } catch (JobCancelledException e) {
      drop(run);
      if (!e.stopping()) {
        store.end(ticket.id(), JobState.CANCELLED, "", null, 0);
      } else if (kind.resumable()) {
        store.putBack(ticket.id());
        return Next.LATER;
      } else {
        store.end(ticket.id(), JobState.FAILED, Jobs.INTERRUPTED, null, 0);
      }
    } catch (ProblemException e) {
      drop(run);
      store.end(ticket.id(), JobState.FAILED, String.valueOf(e.getMessage()), null, 0);
    } catch (Exception e) {
      drop(run);
      String fault = fault(e);
      LOG.error("Job {} ({}) failed: {}", ticket.id(), kind.name(), fault);
      store.end(ticket.id(), JobState.FAILED, fault, null, 0);
    }
    return Next.REMOVE;
  }

  private static void drop(JobRun run) {
    JobResults.@Nullable Draft draft = run.draft();
    if (draft != null) {
      try {
        draft.drop();
      } catch (IOException e) {
        LOG.warn("The unfinished file of job {} stays for now: {}", run.id(), e.toString());
      }
    }
  }

  /// The kind and the place; not the message, which may quote somebody's data.
  private static String fault(Exception e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
