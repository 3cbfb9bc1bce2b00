package org.khue.cloud.organisation;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// What every facade of this module stands on: connections, transactions, the question whether the
/// caller may, and the trail of what was done.
@Singleton
final class Ground {
  static final String WRITE = "organisation.write";
  static final String WRITE_CALENDAR = "calendar.write";

  private final UnitStore units = new UnitStore();
  private final DataSource source;
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;

  Ground(DataSource source, Transactions transactions, Access access, Audit audit) {
    this.source = source;
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
  }

  /// Reads without changing anything.
  <T> T read(String what, Transactions.Work<T> work) {
    try (Connection connection = source.getConnection()) {
      return work.in(connection);
    } catch (SQLException e) {
      throw new DatabaseException(what, e);
    }
  }

  <T> T change(String what, Transactions.Work<T> work) {
    return transactions.run(what, work);
  }

  /// Refuses to show details of a unit that the right in use does not reach.
  void mayRead(UUID unit) {
    access.requireAt(Acting.required().right(), unit);
    if (!read("asking what a right reaches", connection -> units.isReached(connection, unit))) {
      throw ProblemException.missing("unit");
    }
  }

  void mayWrite(String right, UUID unit) {
    access.requireAt(right, unit);
  }

  void note(Connection transaction, String action, UUID id, UUID unit, Map<String, Object> details)
      throws SQLException {
    String kind = action.substring(0, action.indexOf('.'));
    audit.record(transaction, new Change(action, kind, id.toString(), unit, details));
  }

  /// A fresh id, in the order of time.
  static UUID newId(Connection transaction) throws SQLException {
    return Sql.first(transaction, "SELECT uuidv7()", row -> Sql.id(row, 1)).orElseThrow();
  }
}
