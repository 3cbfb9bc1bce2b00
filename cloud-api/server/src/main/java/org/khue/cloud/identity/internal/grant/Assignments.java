package org.khue.cloud.identity.internal.grant;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.security.Scope;

/// Gives roles and takes them away. Nobody gives a role that theirs may not give, nor beyond their
/// own scope, nor to themselves.
@Singleton
public final class Assignments {
  static final String RIGHT = "assignments.write";

  private final AssignmentStore store;
  private final AssignmentStore all;
  private final Transactions transactions;
  private final Assigning assigning;
  private final Grants grants;
  private final Access access;
  private final Reach reach;
  private final Audit audit;
  private final Clock clock;

  Assignments(
      DataSource source,
      Database database,
      Assigning assigning,
      Grants grants,
      Access access,
      Reach reach,
      Audit audit,
      Clock clock) {
    this.store = new AssignmentStore(source);
    this.all = new AssignmentStore(database.systemSource());
    this.transactions = new Transactions(source);
    this.assigning = assigning;
    this.grants = grants;
    this.access = access;
    this.reach = reach;
    this.audit = audit;
    this.clock = clock;
  }

  /// What an account has or had, as far as the caller's scope goes; the newest first.
  public List<Assignment> history(UUID account) {
    return store.history(account);
  }

  /// What the caller's own account has today.
  public List<Assignment> own(UUID account) {
    return store.valid(account, grants.today());
  }

  /// One of them.
  public Assignment find(UUID id) {
    return store.find(id).orElseThrow(() -> ProblemException.missing("assignment"));
  }

  /// The roles that whoever acts may give at that unit.
  public Set<Role> mayGive(UUID unit) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Grant grant : Acting.required().caller().grants()) {
      if (grant.scope() instanceof Scope.Below below && reach.reaches(below.unit(), unit)) {
        Role.ofCode(grant.role()).ifPresent(role -> roles.addAll(assigning.assigns(role)));
      }
    }
    return roles;
  }

  /// Whether whoever acts stands above that account: they may give all its roles of today, where it
  /// has them, and it is not their own. Whoever resets a password could enter the account, so this
  /// bounds that too.
  ///
  /// @param home the unit of an account without roles
  public boolean isAbove(UUID account, UUID home) {
    if (Acting.required().caller().account().equals(account)) {
      return false;
    }
    List<Assignment> held = all.valid(account, grants.today());
    return held.isEmpty()
        ? !mayGive(home).isEmpty()
        : held.stream().allMatch(one -> mayGive(one.unit()).contains(one.role()));
  }

  /// Gives a role.
  ///
  /// @param to the first day without it; null while open
  /// @param decision number of the paper
  public UUID assign(
      UUID account, Role role, UUID unit, LocalDate from, @Nullable LocalDate to, String decision) {
    require(account, role, unit, from, to, decision);
    return transactions.run(
        "assigning a role",
        transaction -> assign(transaction, account, role, unit, from, to, decision));
  }

  /// Takes a role away now.
  public void end(UUID id, String decision) {
    Assignment held = find(id);
    requireMayGive(held.account(), held.role(), held.unit());
    requireDecision(decision);
    transactions.run("ending an assignment", transaction -> end(transaction, held, decision));
  }

  /// Hands all roles of one account to another, by one decision.
  ///
  /// @return how many
  public int handOver(UUID from, UUID to, String decision) {
    LocalDate today = grants.today();
    List<Assignment> held =
        store.history(from).stream()
            .filter(one -> one.endedAt() == null)
            .filter(one -> one.to() == null || one.to().isAfter(today))
            .toList();
    if (held.isEmpty() || from.equals(to)) {
      throw new ProblemException(
          HttpStatus.CONFLICT, "There is no role to hand over, or both accounts are the same.");
    }
    for (Assignment one : held) {
      requireMayGive(from, one.role(), one.unit());
      require(to, one.role(), one.unit(), today, one.to(), decision);
    }
    return transactions.run(
        "handing an account over",
        transaction -> {
          for (Assignment one : held) {
            end(transaction, one, decision);
            LocalDate begin = one.from().isAfter(today) ? one.from() : today;
            assign(transaction, to, one.role(), one.unit(), begin, one.to(), decision);
          }
          return held.size();
        });
  }

  private UUID assign(
      Connection transaction,
      UUID account,
      Role role,
      UUID unit,
      LocalDate from,
      @Nullable LocalDate to,
      String decision)
      throws SQLException {
    Caller by = Acting.required().caller();
    UUID id =
        AssignmentStore.insert(
            transaction,
            account,
            role,
            unit,
            from,
            to,
            decision,
            by.account(),
            by.name(),
            clock.instant());
    audit.record(
        transaction,
        new Change(
            "assignment.made",
            "account",
            account.toString(),
            unit,
            Map.of(
                "role",
                role.code(),
                "from",
                from.toString(),
                "to",
                to == null ? "" : to.toString(),
                "decision",
                decision)));
    return id;
  }

  private boolean end(Connection transaction, Assignment held, String decision)
      throws SQLException {
    boolean ended =
        AssignmentStore.end(
            transaction,
            held.id(),
            grants.today(),
            decision,
            Acting.required().caller().name(),
            clock.instant());
    if (!ended) {
      throw new ProblemException(HttpStatus.CONFLICT, "This assignment has ended already.");
    }
    audit.record(
        transaction,
        new Change(
            "assignment.ended",
            "account",
            held.account().toString(),
            held.unit(),
            Map.of("role", held.role().code(), "decision", decision)));
    return true;
  }

  private void require(
      UUID account, Role role, UUID unit, LocalDate from, @Nullable LocalDate to, String decision) {
    requireMayGive(account, role, unit);
    requireDecision(decision);
    List<ProblemException.Fault> faults = new ArrayList<>();
    if (to != null && !to.isAfter(from)) {
      faults.add(new ProblemException.Fault("to", "must be after the first day"));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
  }

  private static void requireDecision(String decision) {
    if (decision.isBlank() || decision.length() > 100) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "decision", "must name the decision, in 100 characters at most")));
    }
  }

  private void requireMayGive(UUID account, Role role, UUID unit) {
    access.requireAt(RIGHT, unit);
    if (Acting.required().caller().account().equals(account)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "Nobody gives or takes their own roles; ask whoever is above you.");
    }
    if (!mayGive(unit).contains(role)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN,
          "Your roles may not give or take '"
              + role.code()
              + "' at this unit. The page /roles shows who may.");
    }
  }
}
