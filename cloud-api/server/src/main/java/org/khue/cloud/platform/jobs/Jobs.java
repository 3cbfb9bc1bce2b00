package org.khue.cloud.platform.jobs;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// Long work. It runs as its starter, with the right that the starter made use of, and outlives
/// their session and a restart of the program.
@Singleton
public final class Jobs {
  /// The fault of a job whose program was stopped amidst it and which cannot be resumed.
  public static final String INTERRUPTED =
      "The program was stopped while this job ran. See what was done, then start it again.";

  private static final int LONGEST_LIST = 200;

  private final JobStore store;
  private final JobViewStore views;
  private final JobResults results;
  private final JobRunner runner;
  private final Transactions transactions;
  private final Audit audit;

  Jobs(
      JobStore store,
      JobViewStore views,
      JobResults results,
      JobRunner runner,
      Transactions transactions,
      Audit audit) {
    this.store = store;
    this.views = views;
    this.results = results;
    this.runner = runner;
    this.transactions = transactions;
    this.audit = audit;
  }

  /// Starts a job as whoever acts, and returns at once.
  ///
  /// @param kind name of a [JobKind]
  /// @param title what it works on, such as the name of a file
  /// @param unit that it concerns; who may see the unit's jobs sees it too
  /// @param input plain JSON values; ids rather than personal data
  public UUID start(String kind, String title, UUID unit, Map<String, Object> input) {
    if (!runner.knows(kind)) {
      throw new IllegalArgumentException("there is no kind of job named " + kind);
    }
    Acting acting = Acting.required();
    UUID id = UUID.randomUUID();
    transactions.run(
        "starting a job",
        transaction -> {
          store.insert(transaction, id, kind, title, unit, input, acting);
          audit.record(
              transaction,
              new Change("job.started", "job", id.toString(), unit, Map.of("kind", kind)));
          return true;
        });
    runner.schedule(id);
    return id;
  }

  /// The newest jobs of whoever acts.
  public List<JobStatus> mine() {
    return views.newest(Acting.required().caller().account(), LONGEST_LIST);
  }

  /// The newest jobs of all within the scope of whoever acts.
  public List<JobStatus> all() {
    return views.newest(null, LONGEST_LIST);
  }

  /// A job of one's own, or within the scope.
  public Optional<JobStatus> find(UUID id) {
    return views.find(id);
  }

  /// Asks a job of one's own to end; it does at its next [JobRun#progress].
  ///
  /// @return false if it ended before
  public boolean cancel(UUID id) {
    return transactions.run(
        "cancelling a job",
        transaction -> JobViewStore.cancel(transaction, id, Acting.required().caller().account()));
  }

  /// The file that a job made.
  ///
  /// @throws ProblemException if there is none, or the job is somebody else's
  public Path result(UUID id) {
    boolean there =
        mine().stream().anyMatch(job -> job.id().equals(id) && job.resultName() != null);
    if (!there) {
      throw ProblemException.missing("file of a job");
    }
    return results.file(id);
  }
}
