package org.khue.cloud.exchange.oneroster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;

/// Findings that several tables give.
final class Findings {
  static final String ID = "sourcedId";

  private Findings() {}

  /// A line that says nothing that is kept here.
  static Finding same(ImportRow row, List<CellFault> faults) {
    return Finding.present(new Finding.Present("", "", row.values()), faults);
  }

  /// A line that is left out, and why.
  static Finding leftOut(ImportRow row, String column, String why) {
    return same(row, List.of(CellFault.warning(column, Message.of(why))));
  }

  /// What is there says the same as the line, as far as it is not told otherwise.
  ///
  /// @param noted whether it is known by this sourcedId already; else noting it is a change
  static Map<String, String> values(ImportRow row, boolean noted) {
    Map<String, String> values = new HashMap<>(row.values());
    if (!noted) {
      values.remove(ID);
    }
    return values;
  }

  /// Blames a cell that names a line of a file which the file does not have.
  static void reference(
      List<CellFault> faults, RosterIndex index, ImportRow row, String column, RosterFile file) {
    row.text(column)
        .filter(id -> !index.has(file, id))
        .ifPresent(id ->
            faults.add(
                CellFault.wrong(
                    column,
                    Message.of(
                        "oneroster.fault-reference", "value", id, "file", file.fileName()))));
  }

  /// Blames an end that does not lie after its beginning.
  static void order(List<CellFault> faults, ImportRow row, String from, String to) {
    if (row.date(from).isPresent()
        && row.date(to).isPresent()
        && !row.date(to).get().isAfter(row.date(from).get())) {
      faults.add(CellFault.wrong(to, Message.of("oneroster.fault-order")));
    }
  }
}
