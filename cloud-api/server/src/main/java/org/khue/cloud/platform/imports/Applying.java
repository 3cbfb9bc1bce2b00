package org.khue.cloud.platform.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.file.Archive;

/// Writes the rows of a checked run: all of them in one transaction, or none.
///
/// Every row is looked up again in that transaction. A record whose version is another than in the
/// dry run, that has come or gone, or that a new rule refuses, makes the whole step fail: nobody
/// has seen that difference.
final class Applying {
  private static final int MOST_LISTED = 20;

  private final Transactions transactions;
  private final RunStore runs;
  private final RowStore rows;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Applying(
      Transactions transactions,
      RunStore runs,
      RowStore rows,
      Audit audit,
      Clock clock,
      ZoneId zone) {
    this.transactions = transactions;
    this.runs = runs;
    this.rows = rows;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  void run(Run run, ImportList list) {
    try {
      transactions.run(
          "applying an import",
          t -> {
            write(t, run, list);
            runs.removeFile(t, run.id());
            runs.applied(t, run.id(), clock.instant());
            runs.end(t, run.id(), RunState.APPLIED, List.of());
            audit.record(t, change("import.applied", run));
            return true;
          });
    } catch (StaleException e) {
      String listed =
          String.join(", ", e.rows().stream().limit(MOST_LISTED).map(String::valueOf).toList());
      end(
          run,
          RunState.CHECKED,
          Message.of("import.stale", "count", e.rows().size(), "rows", listed));
    }
  }

  /// Ends a step that failed, as it was before it.
  void end(Run run, RunState state, Message why) {
    transactions.run(
        "ending a step of an import",
        t -> {
          runs.end(t, run.id(), state, List.of(new Run.Notice(true, why)));
          return true;
        });
  }

  private void write(Connection transaction, Run run, ImportList list) throws SQLException {
    Pending pending = new Pending();
    if (list.isBundle()) {
      byte[] content =
          runs.content(transaction, run.id())
              .orElseThrow(() -> new IllegalStateException("the file of the run is gone"));
      // The dry run has shown what the rule says; here it is asked for what it keeps.
      List<Run.Notice> ignored = list.rule().check(Archive.files(content), pending);
    }
    Scene scene =
        new Scene(transaction, run.unit(), LocalDate.ofInstant(clock.instant(), zone), pending);
    List<Integer> stale = new ArrayList<>();
    RowStore.Place place = RowStore.Place.START;
    while (true) {
      List<CheckedRow> next =
          rows.after(transaction, run.id(), RowStore.Which.WRITABLE, place, DryRun.CHUNK);
      if (next.isEmpty()) {
        break;
      }
      int number = next.getFirst().part();
      List<CheckedRow> chunk = next.stream().filter(row -> row.part() == number).toList();
      place = new RowStore.Place(number, chunk.getLast().number());
      chunk(scene, run, list.parts().get(number), chunk, stale);
    }
    if (!stale.isEmpty()) {
      throw new StaleException(stale);
    }
  }

  private void chunk(Scene scene, Run run, Part part, List<CheckedRow> chunk, List<Integer> stale)
      throws SQLException {
    List<ImportRow> wanted = chunk.stream().map(CheckedRow::row).toList();
    for (ImportRow row : wanted) {
      part.target()
          .key(row)
          .ifPresent(key -> scene.pending().note(part.name(), key.text(), row.number()));
    }
    List<Finding> findings = part.target().find(scene, wanted);
    List<Written> written = new ArrayList<>();
    for (int i = 0; i < chunk.size(); i++) {
      if (!isAsChecked(chunk.get(i), findings.get(i))) {
        stale.add(chunk.get(i).number());
      } else if (stale.isEmpty()) {
        written.add(write(scene, part, wanted.get(i), findings.get(i)));
      }
    }
    if (stale.isEmpty()) {
      rows.written(scene.transaction(), run.id(), chunk, written);
    }
  }

  private static Written write(Scene scene, Part part, ImportRow row, Finding finding)
      throws SQLException {
    return finding.present().isPresent()
        ? part.target().update(scene, row, finding.present().get())
        : part.target().insert(scene, row);
  }

  private static boolean isAsChecked(CheckedRow row, Finding finding) {
    boolean same =
        Objects.equals(row.target(), finding.present().map(Finding.Present::id).orElse(null))
            && Objects.equals(
                row.version(), finding.present().map(Finding.Present::version).orElse(null));
    return same && finding.faults().stream().noneMatch(CellFault::blocking);
  }

  static Change change(String action, Run run) {
    return new Change(
        action,
        "import",
        run.id().toString(),
        run.unit(),
        Map.of(
            "list", run.list(),
            "new", run.counts().fresh(),
            "changed", run.counts().changed(),
            "left-out", run.counts().wrong()));
  }
}
