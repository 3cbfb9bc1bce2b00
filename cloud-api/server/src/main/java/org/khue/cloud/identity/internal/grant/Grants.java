package org.khue.cloud.identity.internal.grant;

import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.account.AccountStore;
import org.khue.cloud.people.Guardians;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Callers;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;

/// What an account may do at this moment: its assignments that are valid today, and what it took in
/// an emergency.
@Singleton
public final class Grants implements Callers {
  private final AccountStore accounts;
  private final AssignmentStore assignments;
  private final BreakglassStore breakglass;
  private final RightTables tables;
  private final Guardians guardians;
  private final Clock clock;
  private final ZoneId zone;

  Grants(
      Database database,
      RightTables tables,
      Guardians guardians,
      Clock clock,
      @Property(name = "khue.time-zone", defaultValue = "Asia/Ho_Chi_Minh") String zone) {
    this.accounts = new AccountStore(database.systemSource());
    this.assignments = new AssignmentStore(database.systemSource());
    this.breakglass = new BreakglassStore(database.systemSource());
    this.tables = tables;
    this.guardians = guardians;
    this.clock = clock;
    this.zone = ZoneId.of(zone);
  }

  /// The day of the schools' calendar.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  @Override
  public Optional<Caller> of(UUID account) {
    return accounts
        .find(account)
        .filter(found -> found.state() == Account.State.ACTIVE)
        .map(this::caller);
  }

  /// An account that was entered, with all that it may do.
  public Caller caller(Account account) {
    return new Caller(
        Caller.Kind.PERSON,
        account.id(),
        account.person(),
        account.name(),
        of(account.id(), account.person()));
  }

  public List<Grant> of(UUID account, @Nullable UUID person) {
    List<Grant> grants = new ArrayList<>();
    for (Assignment held : assignments.valid(account, today())) {
      Scope scope =
          switch (held.scope()) {
            case UNIT -> new Scope.Below(held.unit());
            case SELF -> new Scope.Persons(person == null ? Set.of() : Set.of(person));
            case CHILDREN -> new Scope.Persons(childrenOf(person));
          };
      grants.add(new Grant(held.role().code(), tables.of(held.role()), scope));
    }
    emergency(account)
        .ifPresent(taken ->
            grants.add(
                new Grant(
                    taken.role().code(), tables.of(taken.role()), new Scope.Below(taken.unit()))));
    return List.copyOf(grants);
  }

  /// Whether any role that the account has today is a duty at work.
  public boolean isStaff(UUID account) {
    return assignments.valid(account, today()).stream().anyMatch(held -> held.role().isStaff());
  }

  /// What the account took in an emergency and still has.
  public Optional<Breakglass> emergency(UUID account) {
    return breakglass.open(account, clock.instant());
  }

  private Set<UUID> childrenOf(@Nullable UUID guardian) {
    return guardian == null
        ? Set.of()
        : Acting.system("grants").call(() -> guardians.childrenOf(guardian));
  }
}
