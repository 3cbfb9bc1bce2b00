package org.khue.cloud.platform.imports;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// Imports of lists from files: a dry run first, then, if somebody says so, all rows or none; and
/// back again.
///
/// Whoever acts must hold the list's own right at the run's unit, for every step and to see a run:
/// its rows are the list's records.
public final class Imports {
  /// How long an applied run can be undone, and its rows are kept.
  public static final Duration UNDOABLE = Duration.ofDays(30);

  private static final int MOST_RUNS = 1_000;

  private final Transactions transactions;
  private final RunStore runs;
  private final List<ImportList> lists;
  private final Access access;
  private final Jobs jobs;
  private final Clock clock;

  Imports(
      Transactions transactions,
      RunStore runs,
      List<ImportList> lists,
      Access access,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.runs = runs;
    // A plain file is what most offices have; bundles come after.
    this.lists =
        lists.stream()
            .sorted(Comparator.comparing(ImportList::isBundle).thenComparing(ImportList::code))
            .toList();
    this.access = access;
    this.jobs = jobs;
    this.clock = clock;
  }

  /// The lists that whoever acts may import somewhere.
  public List<ImportList> lists() {
    return lists.stream()
        .filter(list -> access.may(Acting.required().caller(), list.right()))
        .toList();
  }

  /// The list of that code.
  public ImportList list(String code) {
    return lists().stream()
        .filter(list -> list.code().equals(code))
        .findFirst()
        .orElseThrow(() -> ProblemException.missing("list"));
  }

  /// Takes a file and starts its dry run.
  ///
  /// @throws org.khue.cloud.platform.imports.file.UnreadableException if it is no file of a known
  ///   kind
  public UUID start(ImportList list, UUID unit, String fileName, byte[] content) {
    access.requireAt(list.right(), unit);
    FileKind kind = FileKind.of(content);
    if (list.isBundle() != (kind == FileKind.ZIP)) {
      throw new org.khue.cloud.platform.imports.file.UnreadableException(
          list.isBundle()
              ? Message.of("import.file-not-zip")
              : Message.of("import.file-not-table"));
    }
    Acting acting = Acting.required().with(list.right());
    UUID id =
        acting.call(() ->
            transactions.run(
                "taking a file",
                t ->
                    runs.insert(
                        t,
                        list.code(),
                        unit,
                        acting.caller(),
                        fileName,
                        kind,
                        content,
                        clock.instant())));
    go(acting, run(id), Step.CHECK);
    return id;
  }

  /// Runs the dry run again: the file is the same, the records may be others.
  public void recheck(UUID id) {
    Run run = run(id);
    ImportList list = list(run.list());
    for (RunState from : List.of(RunState.CHECKED, RunState.INTERRUPTED)) {
      if (moved(list, id, from, RunState.CHECKING)) {
        go(acting(list), run, Step.CHECK);
      }
    }
  }

  /// Writes the rows of a checked run. A second call does nothing.
  ///
  /// @param rightRowsOnly whether the wrong rows may be left out
  public void apply(UUID id, boolean rightRowsOnly) {
    Run run = run(id);
    ImportList list = list(run.list());
    if (run.state() == RunState.CHECKED && run.counts().wrong() > 0) {
      if (!rightRowsOnly || list.isBundle()) {
        throw new ProblemException(
            HttpStatus.CONFLICT,
            "The file has "
                + run.counts().wrong()
                + " wrong rows. Correct them and send it again"
                + (list.isBundle() ? "." : ", or choose to apply the right rows only."));
      }
    }
    if (run.state() == RunState.CHECKED && run.counts().writable() == 0) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "There is nothing to apply: no row is new or changed.");
    }
    if (moved(list, id, RunState.CHECKED, RunState.APPLYING)) {
      go(acting(list), run, Step.APPLY);
    }
  }

  /// Takes an applied run back. A second call does nothing.
  public void undo(UUID id) {
    Run run = run(id);
    ImportList list = list(run.list());
    if (run.state() == RunState.APPLIED && !isUndoable(run)) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "An import can be undone for "
              + UNDOABLE.toDays()
              + " days. Change the records one by one instead.");
    }
    if (moved(list, id, RunState.APPLIED, RunState.UNDOING)) {
      go(acting(list), run, Step.UNDO);
    }
  }

  /// Whether a run can be taken back now.
  public boolean isUndoable(Run run) {
    Instant applied = run.appliedAt();
    return run.state() == RunState.APPLIED
        && applied != null
        && clock.instant().isBefore(applied.plus(UNDOABLE));
  }

  /// A run within the scope of whoever acts.
  public Run run(UUID id) {
    Run run =
        transactions
            .run("looking an import up", t -> runs.find(t, id))
            .orElseThrow(() -> ProblemException.missing("import"));
    if (!maySee(run)) {
      throw ProblemException.missing("import");
    }
    return run;
  }

  /// The newest runs within the scope of whoever acts.
  public List<Run> runs() {
    return transactions
        .run("listing imports", t -> runs.newest(t, clock.instant().plusSeconds(1), MOST_RUNS))
        .stream()
        .filter(this::maySee)
        .toList();
  }

  /// Forgets what imports hold about a record that is erased: its rows can no longer be undone, and
  /// the files in which it stands go.
  ///
  /// @param transaction that sees every row
  /// @param target id of the record
  public static void forget(Connection transaction, String target) throws SQLException {
    RowStore.forget(transaction, target);
  }

  private boolean maySee(Run run) {
    return lists.stream()
        .filter(list -> list.code().equals(run.list()))
        .anyMatch(list -> access.mayAt(list.right(), run.unit()));
  }

  private static Acting acting(ImportList list) {
    return Acting.required().with(list.right());
  }

  private boolean moved(ImportList list, UUID id, RunState from, RunState to) {
    return acting(list)
        .call(() -> transactions.run("moving an import on", t -> runs.move(t, id, from, to)));
  }

  private void go(Acting acting, Run run, Step step) {
    acting.call(
        () -> jobs.start(StepJob.NAME, run.fileName(), run.unit(), StepJob.input(run.id(), step)));
  }
}
