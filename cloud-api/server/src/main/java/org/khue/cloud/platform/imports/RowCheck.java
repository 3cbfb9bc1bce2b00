package org.khue.cloud.platform.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.khue.cloud.platform.imports.file.RawCell;
import org.khue.cloud.platform.imports.file.RawRow;

/// Checks the rows of one table cell by cell, then against what is there.
final class RowCheck {
  private static final int SHOWN = 100;

  private final int number;
  private final Part part;
  private final Header header;
  private final CellReader cells;
  private final Pending pending;

  /// A row whose cells were read.
  private record Draft(RawRow raw, ImportRow row, List<CellFault> faults, boolean hasKey) {}

  RowCheck(int number, Part part, Header header, CellReader cells, Pending pending) {
    this.number = number;
    this.part = part;
    this.header = header;
    this.cells = cells;
    this.pending = pending;
  }

  /// Whether the row is the template's example, left in the file.
  boolean isExample(RawRow raw) {
    return header.columns().entrySet().stream()
        .allMatch(entry ->
            part.column(entry.getValue())
                .orElseThrow()
                .example()
                .equals(raw.cell(entry.getKey()).text().strip()));
  }

  List<CheckedRow> check(Scene scene, List<RawRow> rows) throws java.sql.SQLException {
    List<Draft> drafts = rows.stream().map(this::draft).toList();
    List<Draft> known = drafts.stream().filter(Draft::hasKey).toList();
    List<Finding> findings =
        known.isEmpty()
            ? List.of()
            : part.target().find(scene, known.stream().map(Draft::row).toList());
    if (findings.size() != known.size()) {
      throw new IllegalStateException("a target gives one finding a row");
    }
    List<CheckedRow> checked = new ArrayList<>();
    int next = 0;
    for (Draft draft : drafts) {
      Finding finding = draft.hasKey() ? findings.get(next++) : Finding.absent(List.of());
      checked.add(judge(draft, finding));
    }
    return checked;
  }

  private Draft draft(RawRow raw) {
    Map<String, String> values = new HashMap<>();
    List<CellFault> faults = new ArrayList<>();
    header
        .columns()
        .entrySet()
        .forEach(entry -> {
          Column column = part.column(entry.getValue()).orElseThrow();
          CellReader.Reading reading = cells.read(column, raw.cell(entry.getKey()));
          reading.value().ifPresent(value -> values.put(column.key(), value));
          faults.addAll(reading.faults());
        });
    ImportRow row = new ImportRow(raw.number(), values);
    Optional<Target.Key> key = part.target().key(row);
    boolean looked = key.isPresent();
    if (key.isPresent()) {
      OptionalInt earlier = pending.note(part.name(), key.get().text(), raw.number());
      if (earlier.isPresent()) {
        looked = false; // it means another row's record: what that one is would only mislead
        faults.add(
            CellFault.wrong(
                key.get().column(), Message.of("import.row-doubled", "row", earlier.getAsInt())));
      }
    }
    return new Draft(raw, row, faults, looked);
  }

  private CheckedRow judge(Draft draft, Finding finding) {
    List<CellFault> faults = new ArrayList<>(draft.faults());
    Set<String> blamed = new HashSet<>();
    faults.stream().filter(CellFault::blocking).forEach(fault -> blamed.add(fault.column()));
    // A cell that cannot be read is blamed once; the target could say of it only that it is
    // missing.
    finding.faults().stream()
        .filter(fault -> !blamed.contains(fault.column()))
        .forEach(faults::add);
    Map<String, String> was = differences(draft.row(), finding);
    return new CheckedRow(
        number,
        draft.raw().number(),
        outcome(faults, finding, was),
        draft.row().values(),
        was,
        faults.stream().map(fault -> place(draft.raw(), fault)).toList(),
        finding.present().map(Finding.Present::id).orElse(null),
        finding.present().map(Finding.Present::version).orElse(null),
        null,
        null);
  }

  private static CheckedRow.Outcome outcome(
      List<CellFault> faults, Finding finding, Map<String, String> was) {
    if (faults.stream().anyMatch(CellFault::blocking)) {
      return CheckedRow.Outcome.WRONG;
    }
    if (finding.present().isEmpty()) {
      return CheckedRow.Outcome.NEW;
    }
    return was.isEmpty() ? CheckedRow.Outcome.UNCHANGED : CheckedRow.Outcome.CHANGED;
  }

  /// The values now in the database of the columns that the row changes.
  static Map<String, String> differences(ImportRow row, Finding finding) {
    Map<String, String> was = new HashMap<>();
    finding
        .present()
        .ifPresent(present ->
            row.values()
                .forEach((column, value) -> {
                  String now = present.values().getOrDefault(column, "");
                  if (!now.equals(value)) {
                    was.put(column, now);
                  }
                }));
    return was;
  }

  private PlacedFault place(RawRow raw, CellFault fault) {
    int place = header.place(fault.column()).orElse(-1);
    String value = place < 0 ? "" : shown(raw.cell(place));
    return new PlacedFault(fault.column(), place, value, fault.blocking(), fault.message());
  }

  private static String shown(RawCell cell) {
    String text = cell.text();
    return text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
  }
}
