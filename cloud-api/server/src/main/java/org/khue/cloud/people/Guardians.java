package org.khue.cloud.people;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.internal.FactRules;
import org.khue.cloud.people.internal.GuardianStore;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// Who looks after which child.
public final class Guardians {
  private static final int MOST_GUARDIANS = 9;

  private final Transactions transactions;
  private final People people;
  private final PersonStore persons;
  private final GuardianStore guardians;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;

  Guardians(
      Transactions transactions,
      People people,
      PersonStore persons,
      GuardianStore guardians,
      Standing standing,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.people = people;
    this.persons = persons;
    this.guardians = guardians;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  /// What a guardian is to a child.
  ///
  /// @param contactOrder from 1, whom to call first
  /// @param from first day
  public record Bond(Relation relation, boolean legal, int contactOrder, LocalDate from) {}

  /// The guardians of a child, past ones too, in the order in which to call them.
  public List<Guardian> of(UUID child) {
    return transactions.run("reading guardians", tx -> guardians.of(tx, child));
  }

  /// The children whose guardian a person is or was, as far as they are seen.
  public List<Guardian> by(UUID guardian) {
    return transactions.run("reading children", tx -> guardians.by(tx, guardian));
  }

  /// The children whose guardian a person is today: whose records they may see.
  public Set<UUID> childrenOf(UUID guardian) {
    LocalDate today = people.today();
    return by(guardian).stream()
        .filter(bond -> !bond.from().isAfter(today))
        .filter(bond -> bond.to() == null || bond.to().isAfter(today))
        .map(Guardian::person)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Makes a person who is known the guardian of a child.
  public Guardian add(UUID child, UUID guardian, Bond bond) {
    return add(child, guardian, bond, null);
  }

  /// Makes a new person the guardian of a child; they are seen where the child is.
  ///
  /// @param simulated for invented people of a demo
  public Guardian addNew(UUID child, Facts facts, Bond bond, boolean simulated) {
    return add(
        child,
        UUID.randomUUID(),
        bond,
        new NewPerson(FactRules.tidy(facts, people.today()), simulated));
  }

  private record NewPerson(Facts facts, boolean simulated) {}

  private Guardian add(UUID child, UUID guardian, Bond bond, @Nullable NewPerson added) {
    return transactions.run(
        "adding a guardian",
        tx -> {
          persons.require(tx, child, "child");
          if (added == null) {
            persons.require(tx, guardian, "guardian");
          }
          UUID unit = standing.require(tx, People.WRITE, child, people.today());
          require(child, guardian, bond, guardians.of(tx, child));
          Guardian made =
              new Guardian(
                  UUID.randomUUID(),
                  child,
                  guardian,
                  bond.relation(),
                  bond.legal(),
                  bond.contactOrder(),
                  bond.from(),
                  null,
                  1);
          guardians.insert(tx, made);
          if (added != null) {
            persons.insert(tx, guardian, added.facts(), added.simulated(), clock.instant());
          }
          audit.record(tx, change("guardian.added", made, unit));
          return made;
        });
  }

  /// Ends a guardianship.
  ///
  /// @param to first day on which it holds no more
  public void end(UUID id, long version, LocalDate to) {
    transactions.run(
        "ending a guardianship",
        tx -> {
          Guardian found =
              guardians.find(tx, id).orElseThrow(() -> ProblemException.missing("guardianship"));
          UUID unit = standing.require(tx, People.WRITE, found.person(), people.today());
          Dates.requireAfter(found.from(), to);
          if (!guardians.end(tx, id, version, to)) {
            throw People.stale();
          }
          audit.record(tx, change("guardian.ended", found, unit));
          return true;
        });
  }

  private static void require(UUID child, UUID guardian, Bond bond, List<Guardian> others) {
    if (child.equals(guardian)) {
      throw fault("guardian", "must be somebody else than the child");
    }
    if (bond.contactOrder() < 1 || bond.contactOrder() > MOST_GUARDIANS) {
      throw fault("contactOrder", "must be 1 to 9");
    }
    if (others.stream()
        .anyMatch(known -> known.guardian().equals(guardian) && known.to() == null)) {
      throw fault("guardian", "is a guardian of this child already");
    }
  }

  private static ProblemException fault(String field, String message) {
    return ProblemException.invalid(List.of(new ProblemException.Fault(field, message)));
  }

  private static Change change(String action, Guardian guardian, UUID unit) {
    return new Change(
        action,
        "person",
        guardian.person().toString(),
        unit,
        Map.of("guardian", guardian.guardian().toString(), "relation", guardian.relation().name()));
  }
}
