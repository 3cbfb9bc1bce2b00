package org.khue.cloud.platform.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.web.Mark;
import org.khue.web.i18n.Text;

/// A run as its page shows it.
///
/// @param list name of the list
/// @param sentence the result in words
/// @param faulty how many rows have faults or warnings, of which `faults` shows the first
/// @param undoUntil when the run can be undone; else null
public record RunPage(
    Run run,
    String list,
    Mark mark,
    String state,
    String sentence,
    List<NoticeLine> notices,
    List<FaultLine> faults,
    int faulty,
    List<DifferenceLine> differences,
    List<LeftLine> left,
    boolean applicable,
    boolean rightRowsApplicable,
    boolean recheckable,
    boolean hasFile,
    @Nullable String undoUntil) {
  static final int SHOWN_ROWS = 100;

  /// A notice in words.
  public record NoticeLine(boolean blocking, String words) {}

  /// A fault in words.
  public record FaultLine(
      String cell, String column, String value, boolean blocking, String words) {}

  /// A value that changes.
  ///
  /// @param row its number, after its file in a ZIP of tables
  public record DifferenceLine(String row, String column, String was, String becomes) {}

  /// A row that an undo has left.
  ///
  /// @param row its number, after its file in a ZIP of tables
  public record LeftLine(String row, String why) {}

  static List<FaultLine> faults(ImportList list, List<CheckedRow> rows, Text text) {
    List<FaultLine> lines = new ArrayList<>();
    for (CheckedRow row : rows) {
      Part part = list.parts().get(row.part());
      for (PlacedFault fault : row.faults()) {
        lines.add(
            new FaultLine(
                place(part, fault.cell(row.number())),
                part.column(fault.column()).map(c -> Labels.heading(c, text)).orElse(""),
                fault.value(),
                fault.blocking(),
                fault.words(part, text)));
      }
    }
    return lines;
  }

  private static String place(Part part, String cell) {
    return part.name().isEmpty() ? cell : part.name() + " " + cell;
  }

  static List<DifferenceLine> differences(ImportList list, List<CheckedRow> rows, Text text) {
    List<DifferenceLine> lines = new ArrayList<>();
    for (CheckedRow row : rows) {
      for (Column column : list.parts().get(row.part()).columns()) {
        String was = row.was().get(column.key());
        if (was != null) {
          lines.add(
              new DifferenceLine(
                  place(list.parts().get(row.part()), String.valueOf(row.number())),
                  Labels.heading(column, text),
                  was.isEmpty() ? text.t("import.nothing") : Labels.shown(column, was, text),
                  Labels.shown(column, row.cells().getOrDefault(column.key(), ""), text)));
        }
      }
    }
    return lines;
  }

  static List<LeftLine> left(ImportList list, List<CheckedRow> rows, Text text) {
    return rows.stream()
        .map(row ->
            new LeftLine(
                place(list.parts().get(row.part()), String.valueOf(row.number())),
                row.undone() == Undone.IN_USE
                    ? text.t("import.left-used")
                    : text.t("import.left-changed")))
        .toList();
  }

  static List<NoticeLine> notices(ImportList list, Run run, Text text) {
    return run.notices().stream()
        .map(notice -> new NoticeLine(notice.blocking(), words(list, notice.message(), text)))
        .toList();
  }

  /// Names columns by their headings, which depend on the reader's language.
  private static String words(ImportList list, Message message, Text text) {
    Object keys = message.arguments().get("columns");
    if (keys == null) {
      return message.in(text, Map.of());
    }
    String headings =
        Arrays.stream(keys.toString().split(","))
            .map(key ->
                list.parts().stream()
                    .flatMap(part -> part.column(key).stream())
                    .findFirst()
                    .map(column -> Labels.heading(column, text))
                    .orElse(key))
            .collect(Collectors.joining(", "));
    Map<String, Object> named = new java.util.HashMap<>(message.arguments());
    named.put("columns", headings);
    return new Message(message.key(), named).in(text, Map.of());
  }

  /// The state in words, and its mark.
  static String state(Run run, Text text) {
    return state(run.state(), run.counts().wrong() > 0, text);
  }

  /// @param wrong whether rows are wrong
  static String state(RunState state, boolean wrong, Text text) {
    return switch (state) {
      case CHECKING -> text.t("import.state-checking");
      case REFUSED -> text.t("import.state-refused");
      case INTERRUPTED -> text.t("import.state-interrupted");
      case CHECKED -> wrong ? text.t("import.state-faulty") : text.t("import.state-checked");
      case APPLYING -> text.t("import.state-applying");
      case APPLIED -> text.t("import.state-applied");
      case UNDOING -> text.t("import.state-undoing");
      case UNDONE -> text.t("import.state-undone");
    };
  }

  static Mark mark(Run run) {
    return switch (run.state()) {
      case CHECKING, APPLYING, UNDOING, UNDONE -> Mark.FREE;
      case REFUSED -> Mark.BAD;
      case INTERRUPTED -> Mark.WARN;
      case CHECKED -> run.counts().wrong() > 0 ? Mark.BAD : Mark.WARN;
      case APPLIED -> Mark.OK;
    };
  }

  static String sentence(Run run, Text text) {
    Run.Counts counts = run.counts();
    return switch (run.state()) {
      case CHECKING -> text.t("import.sentence-checking", "done", run.doneRows());
      case REFUSED -> text.t("import.sentence-refused");
      case INTERRUPTED -> text.t("import.sentence-interrupted");
      case CHECKED ->
          counts.wrong() > 0
              ? text.t("import.sentence-wrong", "wrong", counts.wrong(), "all", counts.all())
              : text.t(
                  "import.sentence-right",
                  "fresh",
                  counts.fresh(),
                  "changed",
                  counts.changed(),
                  "unchanged",
                  counts.unchanged());
      case APPLYING -> text.t("import.sentence-applying");
      case APPLIED ->
          text.t("import.sentence-applied", "fresh", counts.fresh(), "changed", counts.changed());
      case UNDOING -> text.t("import.sentence-undoing");
      case UNDONE ->
          counts.left() > 0
              ? text.t("import.sentence-left", "left", counts.left())
              : text.t("import.sentence-undone");
    };
  }
}
