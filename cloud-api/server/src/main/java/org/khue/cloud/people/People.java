package org.khue.cloud.people;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.internal.FactRules;
import org.khue.cloud.people.internal.MembershipStore;
import org.khue.cloud.people.internal.Names;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.SearchStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.people.internal.verify.VerificationStore;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// Persons and where they belong. Everything is seen and done within the scope of whoever acts.
public final class People {
  static final String WRITE = "people.write";

  /// What the population database is asked about.
  private static final List<String> VERIFIED = List.of("name", "birthDate", "sex");

  private final Transactions transactions;
  private final PersonStore persons;
  private final MembershipStore memberships;
  private final SearchStore search;
  private final VerificationStore verifications;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;
  private final ZoneId zone;

  People(
      Transactions transactions,
      PersonStore persons,
      MembershipStore memberships,
      SearchStore search,
      VerificationStore verifications,
      Standing standing,
      Audit audit,
      Clock clock,
      ZoneId zone) {
    this.transactions = transactions;
    this.persons = persons;
    this.memberships = memberships;
    this.search = search;
    this.verifications = verifications;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  /// A place in a unit that somebody is to have.
  ///
  /// @param from first day
  public record Place(
      UUID unit,
      MembershipKind kind,
      @Nullable UUID schoolClass,
      @Nullable String decision,
      LocalDate from,
      @Nullable LocalDate to) {}

  /// Today, where the schools are.
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  /// A person within the scope.
  ///
  /// @throws ProblemException 404 where there is none, or not within the scope
  public Person get(UUID id) {
    return find(id).orElseThrow(() -> ProblemException.missing("person"));
  }

  /// A person; of two that were merged, the one that remains. Empty when they are not seen or were
  /// erased.
  public Optional<Person> find(UUID id) {
    return transactions.run("reading a person", tx -> persons.find(tx, resolved(tx, id)));
  }

  /// The id under which a person is kept now: that into which they were merged, else the same.
  public UUID resolve(UUID id) {
    return transactions.run("asking for a merged person", tx -> resolved(tx, id));
  }

  public PeoplePage page(PeopleQuery query) {
    return transactions.run("listing persons", tx -> search.page(tx, query, today()));
  }

  /// The names of those that are seen.
  public Map<UUID, PersonName> names(Collection<UUID> ids) {
    return transactions.run("reading names", tx -> persons.names(tx, ids));
  }

  /// Where a person belongs and belonged, as far as it is seen; the newest first.
  public List<Membership> memberships(UUID person) {
    return transactions.run("reading memberships", tx -> memberships.of(tx, person));
  }

  /// Adds a person to a unit.
  ///
  /// @param simulated for invented people of a demo
  public Person create(Facts facts, Place place, boolean simulated) {
    Facts tidy = FactRules.tidy(facts, today());
    UUID id = UUID.randomUUID();
    return transactions.run(
        "adding a person",
        tx -> {
          standing.requireAt(WRITE, place.unit());
          memberships.insert(tx, membership(id, place));
          persons.insert(tx, id, tidy, simulated, clock.instant());
          audit.record(
              tx, new Change("person.added", "person", id.toString(), place.unit(), Map.of()));
          return persons.find(tx, id).orElseThrow();
        });
  }

  /// Changes what is known of a person.
  ///
  /// @param version the caller saw
  /// @throws ProblemException 412 when somebody else changed it since
  public Person change(UUID id, long version, Facts facts) {
    Facts tidy = FactRules.tidy(facts, today());
    return transactions.run(
        "changing a person",
        tx -> {
          Person before =
              persons.find(tx, id).orElseThrow(() -> ProblemException.missing("person"));
          UUID unit = standing.require(tx, WRITE, id, today());
          if (before.version() != version
              || !persons.update(tx, id, version, tidy, clock.instant())) {
            throw stale();
          }
          List<String> fields = FactRules.changed(before.facts(), tidy);
          if (!Collections.disjoint(fields, VERIFIED)) {
            verifications.forget(tx, id);
          }
          audit.record(
              tx,
              new Change(
                  "person.changed", "person", id.toString(), unit, Map.of("fields", fields)));
          return persons.find(tx, id).orElseThrow();
        });
  }

  /// Gives a person a further place.
  public Membership join(UUID person, Place place) {
    return transactions.run(
        "adding a membership",
        tx -> {
          persons.require(tx, person, "person");
          standing.requireAt(WRITE, place.unit());
          Membership joined = membership(person, place);
          memberships.insert(tx, joined);
          audit.record(tx, changed("person.joined", person, place.unit(), place.kind()));
          return joined;
        });
  }

  /// Ends a membership.
  ///
  /// @param to first day on which it holds no more
  public void leave(UUID membership, long version, LocalDate to) {
    transactions.run(
        "ending a membership",
        tx -> {
          Membership found =
              memberships
                  .find(tx, membership)
                  .orElseThrow(() -> ProblemException.missing("membership"));
          standing.requireAt(WRITE, found.unit());
          Dates.requireAfter(found.from(), to);
          if (!memberships.end(tx, membership, version, to)) {
            throw stale();
          }
          audit.record(tx, changed("person.left", found.person(), found.unit(), found.kind()));
          return true;
        });
  }

  /// Puts a person into another class of the same unit, from a day on. A place that begins no
  /// earlier than that day is corrected instead.
  ///
  /// @throws ProblemException 422 when the place has ended by that day
  public void move(UUID membership, long version, UUID schoolClass, LocalDate day) {
    transactions.run(
        "moving to another class",
        tx -> {
          move(tx, membership, version, schoolClass, day);
          return true;
        });
  }

  /// The same as part of a transaction.
  void move(Connection tx, UUID membership, long version, UUID schoolClass, LocalDate day)
      throws SQLException {
    Membership found =
        memberships.find(tx, membership).orElseThrow(() -> ProblemException.missing("membership"));
    standing.requireAt(WRITE, found.unit());
    LocalDate to = found.to();
    if (to != null && !to.isAfter(day)) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("from", "must be earlier than " + to)));
    }
    boolean later = found.from().isBefore(day);
    boolean moved =
        later
            ? memberships.end(tx, membership, version, day)
            : memberships.correctClass(tx, membership, version, schoolClass);
    if (!moved) {
      throw stale();
    }
    if (later) {
      Place place = new Place(found.unit(), found.kind(), schoolClass, null, day, to);
      memberships.insert(tx, membership(found.person(), place));
    }
    audit.record(tx, changed("person.moved", found.person(), found.unit(), found.kind()));
  }

  /// Those of some rights that the caller has for a person: what a page offers.
  public Set<String> rights(UUID person, Collection<String> rights) {
    return transactions.run("asking for rights", tx -> standing.held(tx, rights, person, today()));
  }

  private UUID resolved(Connection connection, UUID id) throws SQLException {
    UUID current = id;
    for (int hops = 0; hops < 16; hops++) {
      Optional<UUID> next = persons.mergedInto(connection, current);
      if (next.isEmpty()) {
        return current;
      }
      current = next.get();
    }
    return current;
  }

  private static Membership membership(UUID person, Place place) {
    if (place.to() != null) {
      Dates.requireAfter(place.from(), place.to());
    }
    return new Membership(
        UUID.randomUUID(),
        person,
        place.unit(),
        place.kind(),
        place.schoolClass(),
        Names.tidyOrNull(place.decision()),
        place.from(),
        place.to(),
        1);
  }

  private static Change changed(String action, UUID person, UUID unit, MembershipKind kind) {
    return new Change(action, "person", person.toString(), unit, Map.of("kind", kind.name()));
  }

  static ProblemException stale() {
    return new ProblemException(
        HttpStatus.PRECONDITION_FAILED,
        "Somebody else changed this meanwhile. Load it again, then make your change.");
  }
}
