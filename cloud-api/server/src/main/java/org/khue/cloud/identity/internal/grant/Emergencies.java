package org.khue.cloud.identity.internal.grant;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.notify.Notice;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Breaking the glass: a role that is not one's own, for an hour at most, with a reason, in sight
/// of everybody above.
@Singleton
public final class Emergencies {
  private static final Logger LOG = LoggerFactory.getLogger(Emergencies.class);
  private static final String RIGHT = "breakglass.use";
  private static final int LONGEST_MINUTES = 60;
  private static final int SHORTEST_REASON = 20;

  private final BreakglassStore store;
  private final Transactions transactions;
  private final Transactions system;
  private final Assigning assigning;
  private final Grants grants;
  private final Access access;
  private final Reach reach;
  private final Notices notices;
  private final Watchers watchers;
  private final Audit audit;
  private final Clock clock;

  Emergencies(
      DataSource source,
      Database database,
      Assigning assigning,
      Grants grants,
      Access access,
      Reach reach,
      Notices notices,
      Watchers watchers,
      Audit audit,
      Clock clock) {
    this.store = new BreakglassStore(source);
    this.transactions = new Transactions(source);
    this.system = new Transactions(database.systemSource());
    this.assigning = assigning;
    this.grants = grants;
    this.access = access;
    this.reach = reach;
    this.notices = notices;
    this.watchers = watchers;
    this.audit = audit;
    this.clock = clock;
  }

  /// Those within the caller's scope, the newest first.
  public List<Breakglass> newest() {
    return store.newest();
  }

  /// The roles that whoever acts may take at that unit.
  public Set<Role> mayTake(UUID unit) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Grant grant : Acting.required().caller().grants()) {
      if (grant.scope() instanceof Scope.Below below && reach.reaches(below.unit(), unit)) {
        Role.ofCode(grant.role()).ifPresent(role -> roles.addAll(assigning.breakglass(role)));
      }
    }
    return roles;
  }

  /// Takes a role.
  ///
  /// @param minutes 1–60
  public UUID take(Role role, UUID unit, String reason, int minutes) {
    access.requireAt(RIGHT, unit);
    Caller caller = Acting.required().caller();
    String why = Normalizer.normalize(reason, Normalizer.Form.NFC).strip();
    List<ProblemException.Fault> faults = new ArrayList<>();
    if (why.length() < SHORTEST_REASON || why.length() > 500) {
      faults.add(new ProblemException.Fault("reason", "must say why, in 20 to 500 characters"));
    }
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      faults.add(new ProblemException.Fault("minutes", "must be 1 to " + LONGEST_MINUTES));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    if (!mayTake(unit).contains(role)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "Your roles may not take '"
              + role.code()
              + "' in an emergency; the page /roles shows"
              + " who may.");
    }
    if (grants.emergency(caller.account()).isPresent()) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "You have an emergency role already. Give it back first.");
    }
    Instant now = clock.instant();
    UUID id =
        transactions.run(
            "taking an emergency role",
            transaction -> {
              audit.record(
                  transaction,
                  new Change(
                      "breakglass.taken",
                      "account",
                      caller.account().toString(),
                      unit,
                      Map.of("role", role.code(), "minutes", minutes, "reason", why)));
              tell(transaction, caller, role, unit, minutes, why);
              return BreakglassStore.insert(
                  transaction,
                  caller.account(),
                  caller.name(),
                  role,
                  unit,
                  why,
                  now,
                  now.plus(Duration.ofMinutes(minutes)));
            });
    LOG.warn(
        "Breakglass: account {} took the role {} for {} min",
        caller.account(),
        role.code(),
        minutes);
    return id;
  }

  /// Tells everybody above and every auditor in whose scope the unit lies.
  private void tell(
      Connection transaction, Caller caller, Role role, UUID unit, int minutes, String why)
      throws SQLException {
    for (UUID account : watchers.of(unit)) {
      if (!account.equals(caller.account())) {
        notices.send(
            transaction,
            new Notice(
                account,
                "notice.breakglass",
                "notice.breakglass-body",
                Map.of(
                    "name", caller.name(), "role", role.code(), "minutes", minutes, "reason", why),
                "/breakglass",
                Notice.Weight.URGENT,
                null));
      }
    }
  }

  /// Gives back what the caller took.
  public void giveBack() {
    Caller caller = Acting.required().caller();
    grants
        .emergency(caller.account())
        .ifPresent(taken ->
            system.run(
                "giving an emergency role back",
                transaction -> {
                  audit.record(
                      transaction,
                      new Change(
                          "breakglass.given-back",
                          "account",
                          caller.account().toString(),
                          taken.unit(),
                          Map.of("role", taken.role().code())));
                  return BreakglassStore.end(transaction, caller.account(), clock.instant());
                }));
  }
}
