package org.khue.cloud.platform.imports;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.jobs.JobKind;
import org.khue.cloud.platform.jobs.JobRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A step of an import as a job. It can be run again after the program was stopped amidst it: a dry
/// run starts over, the other steps are one transaction each, and a run that has left the step's
/// state is done with it.
final class StepJob implements JobKind {
  static final String NAME = "import.step";

  private static final Logger LOG = LoggerFactory.getLogger(StepJob.class);
  private static final String RUN = "run";
  private static final String STEP = "step";

  private final Transactions transactions;
  private final RunStore runs;
  private final List<ImportList> lists;
  private final DryRun dryRun;
  private final Applying applying;
  private final Undoing undoing;

  StepJob(
      Transactions transactions,
      RunStore runs,
      List<ImportList> lists,
      DryRun dryRun,
      Applying applying,
      Undoing undoing) {
    this.transactions = transactions;
    this.runs = runs;
    this.lists = List.copyOf(lists);
    this.dryRun = dryRun;
    this.applying = applying;
    this.undoing = undoing;
  }

  static Map<String, Object> input(UUID run, Step step) {
    return Map.of(RUN, run.toString(), STEP, step.name());
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String titleKey() {
    return "import.job";
  }

  @Override
  public boolean resumable() {
    return true;
  }

  @Override
  public void run(JobRun job) {
    UUID id = UUID.fromString(String.valueOf(job.input().get(RUN)));
    Step step = Step.valueOf(String.valueOf(job.input().get(STEP)));
    Run run = transactions.run("looking an import up", t -> runs.find(t, id)).orElseThrow();
    if (run.state() != step.during()) {
      return;
    }
    try {
      perform(run, step);
    } catch (RuntimeException e) {
      LOG.error("step {} of import {} of list {} failed", step, run.id(), run.list(), e);
      applying.end(run, step.before(), Message.of("import.step-failed"));
    }
  }

  private void perform(Run run, Step step) {
    ImportList list =
        lists.stream().filter(known -> known.code().equals(run.list())).findFirst().orElseThrow();
    switch (step) {
      case CHECK -> dryRun.run(run, list);
      case APPLY -> applying.run(run, list);
      case UNDO -> undoing.run(run, list);
    }
  }
}
