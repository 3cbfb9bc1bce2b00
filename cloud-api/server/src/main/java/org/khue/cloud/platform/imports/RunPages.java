package org.khue.cloud.platform.imports;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.i18n.Text;

/// Gathers what the page of a run shows, and makes the file that goes back to its sender.
final class RunPages {
  private final Imports imports;
  private final Transactions transactions;
  private final RunStore runs;
  private final RowStore rows;
  private final Labels labels;

  RunPages(
      Imports imports, Transactions transactions, RunStore runs, RowStore rows, Labels labels) {
    this.imports = imports;
    this.transactions = transactions;
    this.runs = runs;
    this.rows = rows;
    this.labels = labels;
  }

  RunPage page(UUID id, Text text) {
    Run run = imports.run(id);
    ImportList list = imports.list(run.list());
    return transactions.run(
        "showing an import",
        t -> {
          List<CheckedRow> faulty = first(t, id, RowStore.Which.FAULTY);
          Run.Counts counts = run.counts();
          boolean checked = run.state() == RunState.CHECKED;
          Instant applied = run.appliedAt();
          return new RunPage(
              run,
              text.t(list.nameKey()),
              RunPage.mark(run),
              RunPage.state(run, text),
              RunPage.sentence(run, text),
              RunPage.notices(list, run, text),
              RunPage.faults(list, faulty, text),
              rows.count(t, id, RowStore.Which.FAULTY),
              RunPage.differences(list, first(t, id, RowStore.Which.CHANGED), text),
              RunPage.left(list, first(t, id, RowStore.Which.LEFT), text),
              checked && counts.wrong() == 0 && counts.writable() > 0,
              checked && counts.wrong() > 0 && counts.writable() > 0 && !list.isBundle(),
              checked || run.state() == RunState.INTERRUPTED,
              !faulty.isEmpty() && !list.isBundle() && runs.content(t, id).isPresent(),
              imports.isUndoable(run) && applied != null
                  ? text.dateTime(applied.plus(Imports.UNDOABLE))
                  : null);
        });
  }

  private List<CheckedRow> first(java.sql.Connection t, UUID id, RowStore.Which which)
      throws java.sql.SQLException {
    return rows.after(t, id, which, RowStore.Place.START, RunPage.SHOWN_ROWS);
  }

  /// Writes the file with the faults beside their cells.
  void annotated(UUID id, Text text, OutputStream out) throws IOException {
    Run run = imports.run(id);
    Part part = imports.list(run.list()).parts().getFirst();
    Map<Integer, List<PlacedFault>> faults = new HashMap<>();
    byte[] content =
        transactions.run(
            "reading the faults of an import",
            t -> {
              RowStore.Place place = RowStore.Place.START;
              while (true) {
                List<CheckedRow> chunk =
                    rows.after(t, id, RowStore.Which.FAULTY, place, DryRun.CHUNK);
                if (chunk.isEmpty()) {
                  break;
                }
                chunk.forEach(row -> faults.put(row.number(), row.faults()));
                place = new RowStore.Place(chunk.getLast().part(), chunk.getLast().number());
              }
              return runs.content(t, id).orElseThrow(() -> ProblemException.missing("file"));
            });
    new AnnotatedFile(part, text, labels).write(content, run.kind(), faults, out);
  }
}
