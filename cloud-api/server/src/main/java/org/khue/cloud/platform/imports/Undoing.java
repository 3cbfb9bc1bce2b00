package org.khue.cloud.platform.imports;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.db.Transactions;

/// Takes an applied run back, the last row first, in one transaction. Records that somebody has
/// changed since, or that others have come to refer to, stay and are listed.
final class Undoing {
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final Transactions transactions;
  private final RunStore runs;
  private final RowStore rows;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Undoing(
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
    transactions.run(
        "undoing an import",
        t -> {
          int left = restore(t, run, list);
          runs.undone(t, run.id(), clock.instant(), left);
          runs.end(t, run.id(), RunState.UNDONE, List.of());
          audit.record(t, Applying.change("import.undone", run));
          return true;
        });
  }

  private int restore(Connection transaction, Run run, ImportList list) throws SQLException {
    Scene scene =
        new Scene(
            transaction, run.unit(), LocalDate.ofInstant(clock.instant(), zone), new Pending());
    int left = 0;
    RowStore.Place place = RowStore.Place.END;
    while (true) {
      List<CheckedRow> chunk = rows.writtenBefore(transaction, run.id(), place, DryRun.CHUNK);
      if (chunk.isEmpty()) {
        return left;
      }
      for (CheckedRow row : chunk) {
        Undone undone = restore(scene, list.parts().get(row.part()), row);
        rows.undone(transaction, run.id(), row, undone);
        left += undone == Undone.RESTORED ? 0 : 1;
      }
      place = new RowStore.Place(chunk.getLast().part(), chunk.getLast().number());
    }
  }

  private static Undone restore(Scene scene, Part part, CheckedRow row) throws SQLException {
    Connection transaction = scene.transaction();
    Written written =
        new Written(
            Objects.requireNonNull(row.target()),
            Objects.requireNonNull(row.version()),
            row.before());
    Savepoint savepoint = transaction.setSavepoint();
    try {
      Undone undone = part.target().undo(scene, written);
      transaction.releaseSavepoint(savepoint);
      return undone;
    } catch (SQLException e) {
      if (!FOREIGN_KEY_VIOLATION.equals(e.getSQLState())) {
        throw e;
      }
      transaction.rollback(savepoint);
      return Undone.IN_USE;
    }
  }
}
