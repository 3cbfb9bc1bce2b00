package org.khue.cloud.platform.imports;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.file.Archive;
import org.khue.cloud.platform.imports.file.FileKind;
import org.khue.cloud.platform.imports.file.RawRow;
import org.khue.cloud.platform.imports.file.SourceTable;
import org.khue.cloud.platform.imports.file.TableFile;
import org.khue.cloud.platform.imports.file.UnreadableException;

/// Reads a file to its end and notes for each row what applying it would do, or every fault that it
/// has. Writes nothing but the run's own rows, some hundred at a time: what is in memory at once
/// does not grow with the file, but for its bytes and the natural keys of its rows.
final class DryRun {
  static final int CHUNK = 500;

  private final Transactions transactions;
  private final RunStore runs;
  private final RowStore rows;
  private final Labels labels;
  private final CellReader cells;
  private final Clock clock;
  private final ZoneId zone;

  DryRun(
      Transactions transactions,
      RunStore runs,
      RowStore rows,
      Labels labels,
      Clock clock,
      ZoneId zone) {
    this.transactions = transactions;
    this.runs = runs;
    this.rows = rows;
    this.labels = labels;
    cells = new CellReader(labels);
    this.clock = clock;
    this.zone = zone;
  }

  /// What a dry run gathers on its way.
  private static final class Progress {
    private final Pending pending = new Pending();
    private final Run.Tally tally = new Run.Tally();
    private final List<Run.PartHeader> headers = new ArrayList<>();
    private final List<Run.Notice> notices = new ArrayList<>();
    private int done;
  }

  void run(Run run, ImportList list) {
    byte[] content =
        transactions
            .run(
                "reading the file of an import",
                t -> {
                  rows.clear(t, run.id());
                  return runs.content(t, run.id());
                })
            .orElseThrow(() -> new IllegalStateException("the file of the run is gone"));
    Progress progress = new Progress();
    RunState state = RunState.CHECKED;
    try {
      if (list.isBundle()) {
        bundle(run, list, content, progress);
      } else {
        table(run, list.parts().getFirst(), 0, content, run.kind(), progress);
      }
    } catch (UnreadableException e) {
      progress.notices.add(new Run.Notice(true, e.problem()));
      state = RunState.REFUSED;
    }
    RunState end = state;
    transactions.run(
        "ending a dry run",
        t -> {
          runs.result(
              t, run.id(), end, progress.tally.counts(), progress.headers, progress.notices);
          return true;
        });
  }

  private void bundle(Run run, ImportList list, byte[] content, Progress progress) {
    Map<String, byte[]> files = Archive.files(content);
    progress.notices.addAll(list.rule().check(files, progress.pending));
    if (progress.notices.stream().anyMatch(Run.Notice::blocking)) {
      throw new UnreadableException(Message.of("import.bundle-refused"));
    }
    for (int i = 0; i < list.parts().size(); i++) {
      Part part = list.parts().get(i);
      byte[] file = files.get(part.name());
      if (file != null) {
        table(run, part, i, file, FileKind.CSV, progress);
      }
    }
  }

  private void table(
      Run run, Part part, int number, byte[] content, FileKind kind, Progress progress) {
    TableFile.Opened opened = TableFile.open(content, kind);
    if (opened.guessed()) {
      progress.notices.add(new Run.Notice(false, Message.of("import.file-guessed")));
    }
    try (SourceTable table = opened.table()) {
      HeaderSearch.Found found = HeaderSearch.search(table, part, labels);
      progress.headers.add(new Run.PartHeader(part.name(), found.header().unknown()));
      RowCheck check = new RowCheck(number, part, found.header(), cells, progress.pending);
      Iterator<RawRow> all = new Joined(found.below().iterator(), table);
      List<RawRow> chunk = new ArrayList<>();
      int before = progress.done;
      while (all.hasNext()) {
        RawRow row = all.next();
        if (row.isBlank()) {
          continue;
        }
        if (part.name().isEmpty() && check.isExample(row)) {
          progress.notices.add(
              new Run.Notice(false, Message.of("import.example-skipped", "row", row.number())));
          continue;
        }
        chunk.add(row);
        progress.done++;
        if (progress.done > SourceTable.MOST_ROWS) {
          throw new UnreadableException(
              Message.of("import.file-too-many-rows", "most", SourceTable.MOST_ROWS));
        }
        if (chunk.size() == CHUNK) {
          judge(run, check, chunk, progress);
          chunk.clear();
        }
      }
      judge(run, check, chunk, progress);
      if (progress.done == before) {
        throw new UnreadableException(Message.of("import.file-no-rows", "part", part.name()));
      }
    } catch (IOException e) {
      throw new UnreadableException(Message.of("import.file-damaged"));
    }
  }

  private void judge(Run run, RowCheck check, List<RawRow> chunk, Progress progress) {
    if (chunk.isEmpty()) {
      return;
    }
    transactions.run(
        "checking rows of an import",
        t -> {
          Scene scene =
              new Scene(
                  t, run.unit(), LocalDate.ofInstant(clock.instant(), zone), progress.pending);
          List<CheckedRow> checked = check.check(scene, chunk);
          rows.insert(t, run.id(), checked);
          runs.progress(t, run.id(), progress.done);
          checked.forEach(progress.tally::add);
          return true;
        });
  }

  /// Two iterators one after the other.
  private record Joined(Iterator<RawRow> first, Iterator<RawRow> second)
      implements Iterator<RawRow> {
    @Override
    public boolean hasNext() {
      return first.hasNext() || second.hasNext();
    }

    @Override
    public RawRow next() {
      return first.hasNext() ? first.next() : second.next();
    }
  }
}
