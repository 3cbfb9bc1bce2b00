package org.khue.cloud.equipment.internal;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;

/// What every facade of the register stands on: transactions, the question who may, the clock, the
/// trail of what was done.
@Singleton
public final class Ground {
  private final Transactions transactions;
  private final Access access;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  Ground(Transactions transactions, Access access, Audit audit, Clock clock, Equipment equipment) {
    this.transactions = transactions;
    this.access = access;
    this.audit = audit;
    this.clock = clock;
    this.zone = equipment.zone();
  }

  /// Work that is done wholly or not at all.
  ///
  /// @param what for the message of a failure
  public <T> T run(String what, Transactions.Work<T> work) {
    return transactions.run(what, work);
  }

  /// Refuses whoever may not do that at the unit, or whose right in use does not reach it.
  ///
  /// @throws ProblemException 403 or 404
  public void require(String right, UUID unit) {
    access.requireAt(right, unit);
    if (!run("asking what a right reaches", read -> ReachStore.isReached(read, unit))) {
      throw ProblemException.missing("unit");
    }
  }

  public boolean may(String right, UUID unit) {
    return access.mayAt(right, unit);
  }

  /// Whether whoever acts holds the right anywhere.
  public boolean mayAnywhere(String right) {
    return access.may(Acting.required().caller(), right);
  }

  /// Now, as exactly as the database keeps it.
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  public ZoneId zone() {
    return zone;
  }

  /// The name of whoever acts, as records keep it.
  public String actor() {
    return Acting.required().caller().name();
  }

  /// Notes a change in the audit trail.
  ///
  /// @param action such as `item.added`; what is before the point is the kind of the thing
  public void note(
      Connection transaction, String action, UUID id, UUID unit, Map<String, Object> details)
      throws SQLException {
    String kind = action.substring(0, action.indexOf('.'));
    audit.record(transaction, new Change(action, kind, id.toString(), unit, details));
  }
}
