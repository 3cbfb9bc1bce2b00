package org.khue.cloud.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.people.internal.IdentifierRules;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.MembershipStore;
import org.khue.cloud.people.internal.PersonRows;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.PersonalNumber;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.vault.Vault;

/// What an import needs beyond the other facades: looking many persons up at once by their numbers,
/// and taking exactly back what it wrote. Each call is part of a transaction that is given.
public final class ImportedPeople {
  private static final String PURPOSE = "people.identifier ";

  private final People people;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final MembershipStore memberships;
  private final PersonRows rows = new PersonRows();
  private final Standing standing;
  private final Transactions everything;
  private final Vault vault;
  private final Audit audit;

  ImportedPeople(
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      MembershipStore memberships,
      Standing standing,
      Transactions everything,
      Vault vault,
      Audit audit) {
    this.people = people;
    this.persons = persons;
    this.identifiers = identifiers;
    this.memberships = memberships;
    this.standing = standing;
    this.everything = everything;
    this.vault = vault;
    this.audit = audit;
  }

  /// A person with what an import compares.
  ///
  /// @param memberships that have not ended; some may only begin later
  /// @param numbers by scheme, those valid today
  /// @param state changes with every change of anything about the person
  public record Known(
      Person person,
      List<Membership> memberships,
      Map<IdentifierScheme, String> numbers,
      String state) {
    public Known {
      memberships = List.copyOf(memberships);
      numbers = Map.copyOf(numbers);
    }
  }

  /// Who has a number, of those that are seen.
  public Map<String, UUID> holders(
      Connection transaction, IdentifierScheme scheme, Collection<String> numbers)
      throws SQLException {
    return byNumber(transaction, scheme, numbers);
  }

  /// Who has a number anywhere, seen or not: only for telling that it is taken.
  public Map<String, UUID> holdersAnywhere(IdentifierScheme scheme, Collection<String> numbers) {
    return numbers.isEmpty()
        ? Map.of()
        : everything.run("asking for numbers", all -> byNumber(all, scheme, numbers));
  }

  private Map<String, UUID> byNumber(
      Connection connection, IdentifierScheme scheme, Collection<String> numbers)
      throws SQLException {
    Map<String, String> byHash = new HashMap<>();
    Map<String, byte[]> hashes = new HashMap<>();
    for (String number : numbers) {
      Optional<String> tidy = IdentifierRules.tidy(scheme, number);
      if (tidy.isPresent()) {
        byte[] hash = vault.hash(PURPOSE + scheme, tidy.get());
        byHash.put(HexFormat.of().formatHex(hash), number);
        hashes.put(number, hash);
      }
    }
    Map<String, UUID> holders = new HashMap<>();
    rows.holders(connection, scheme.name(), hashes.values(), people.today())
        .forEach((hash, person) -> holders.put(String.valueOf(byHash.get(hash)), person));
    return holders;
  }

  /// All that an import compares of several persons.
  public Map<UUID, Known> known(Connection transaction, Collection<UUID> ids) throws SQLException {
    Map<UUID, Known> known = new HashMap<>();
    LocalDate today = people.today();
    for (Map.Entry<UUID, String> snapshot : rows.snapshots(transaction, ids).entrySet()) {
      UUID id = snapshot.getKey();
      Optional<Person> person = persons.find(transaction, id);
      if (person.isEmpty()) {
        continue;
      }
      Map<IdentifierScheme, String> numbers = identifiers.numbers(transaction, id, today);
      List<Membership> now =
          memberships.of(transaction, id).stream()
              .filter(place -> place.to() == null || place.to().isAfter(today))
              .toList();
      known.put(id, new Known(person.get(), now, numbers, state(snapshot.getValue())));
    }
    return known;
  }

  /// All rows of a person as they lie in the database, for [#restore].
  public String snapshot(Connection transaction, UUID person) throws SQLException {
    return String.valueOf(rows.snapshots(transaction, List.of(person)).get(person));
  }

  /// What [Known#state] is of a snapshot.
  public static String state(String snapshot) {
    return UUID.nameUUIDFromBytes(snapshot.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .toString();
  }

  /// Puts a person into another class of the same unit, from today on.
  public void moveToClass(Connection transaction, Membership from, UUID schoolClass)
      throws SQLException {
    people.move(transaction, from.id(), from.version(), schoolClass, people.today());
  }

  /// Puts a membership into a class from its first day on.
  public void putInClass(Connection transaction, Membership place, UUID schoolClass)
      throws SQLException {
    standing.requireAt(People.WRITE, place.unit());
    if (!memberships.correctClass(transaction, place.id(), place.version(), schoolClass)) {
      throw People.stale();
    }
    note(transaction, "person.moved", place.person(), place.unit());
  }

  /// Whether anybody belongs or belonged to that unit or class.
  public boolean isUsed(Connection transaction, UUID unitOrClass) throws SQLException {
    return rows.isUsed(transaction, unitOrClass);
  }

  /// Puts a person's rows back as they were.
  public void restore(Connection transaction, UUID person, String snapshot) throws SQLException {
    UUID unit = standing.require(transaction, People.WRITE, person, people.today());
    rows.restore(transaction, person, snapshot);
    note(transaction, "person.restored", person, unit);
  }

  /// Removes a person that an import made.
  ///
  /// @param guardians persons whom it made as guardians of this one
  public void remove(Connection transaction, UUID person, Collection<UUID> guardians)
      throws SQLException {
    UUID unit = standing.require(transaction, People.WRITE, person, people.today());
    rows.remove(transaction, person, guardians);
    note(transaction, "person.removed", person, unit);
  }

  /// What does not agree between a personal number and the birth data: `SEX`, `BIRTH_YEAR`.
  public static List<String> doubts(String number, LocalDate birthDate, Sex sex) {
    return PersonalNumber.parse(number)
        .map(parsed -> parsed.compare(birthDate, sex).stream().map(Enum::name).sorted().toList())
        .orElse(List.of());
  }

  private void note(Connection transaction, String action, UUID person, UUID unit)
      throws SQLException {
    audit.record(transaction, new Change(action, "person", person.toString(), unit, Map.of()));
  }
}
