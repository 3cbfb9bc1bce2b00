package org.khue.cloud.people;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.internal.IdentifierRules;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.Names;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.PersonalNumber;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.people.internal.verify.VerificationStore;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// The numbers by which persons are known.
public final class Identifiers {
  static final String REVEAL = "people.reveal";

  private final Transactions transactions;
  private final People people;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final VerificationStore verifications;
  private final Standing standing;
  private final Audit audit;

  Identifiers(
      Transactions transactions,
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      VerificationStore verifications,
      Standing standing,
      Audit audit) {
    this.transactions = transactions;
    this.people = people;
    this.persons = persons;
    this.identifiers = identifiers;
    this.verifications = verifications;
    this.standing = standing;
    this.audit = audit;
  }

  /// A number that was added.
  ///
  /// @param doubts `SEX`, `BIRTH_YEAR`: where a personal number does not agree with the birth data
  public record Added(Identifier identifier, Set<String> doubts) {}

  public List<Identifier> of(UUID person) {
    return transactions.run("reading identifiers", tx -> identifiers.of(tx, person));
  }

  /// Adds a number to a person.
  ///
  /// @throws ProblemException 422 when it is no number of that scheme, 409 when it is another's
  public Added add(
      UUID person,
      IdentifierScheme scheme,
      String number,
      @Nullable String issuer,
      LocalDate from,
      @Nullable LocalDate to) {
    String tidy = tidy(scheme, number);
    if (to != null) {
      Dates.requireAfter(from, to);
    }
    return transactions.run(
        "adding an identifier",
        tx -> {
          Person found =
              persons.find(tx, person).orElseThrow(() -> ProblemException.missing("person"));
          UUID unit = standing.require(tx, People.WRITE, person, people.today());
          UUID id =
              identifiers.insert(tx, person, scheme, tidy, Names.tidyOrNull(issuer), from, to);
          forgetAnswer(tx, person, scheme);
          audit.record(tx, change("identifier.added", person, unit, scheme));
          return new Added(
              identifiers.find(tx, person, id).orElseThrow(), doubts(scheme, tidy, found.facts()));
        });
  }

  /// Ends a number's validity.
  ///
  /// @param to first day on which it is valid no more
  public void end(UUID person, UUID id, long version, LocalDate to) {
    transactions.run(
        "ending an identifier",
        tx -> {
          Identifier found = require(tx, person, id);
          UUID unit = standing.require(tx, People.WRITE, person, people.today());
          Dates.requireAfter(found.from(), to);
          if (!identifiers.end(tx, id, version, to)) {
            throw People.stale();
          }
          forgetAnswer(tx, person, found.scheme());
          audit.record(tx, change("identifier.ended", person, unit, found.scheme()));
          return true;
        });
  }

  /// Writes an identifier anew, for one that was entered wrongly.
  ///
  /// @param number null to leave it as it is
  /// @throws ProblemException 422 when it is no number of that scheme, 409 when it is another's,
  ///   412 when somebody else changed it since
  public Added correct(
      UUID person,
      UUID id,
      long version,
      @Nullable String number,
      @Nullable String issuer,
      LocalDate from,
      @Nullable LocalDate to) {
    if (to != null) {
      Dates.requireAfter(from, to);
    }
    return transactions.run(
        "correcting an identifier",
        tx -> {
          Person of =
              persons.find(tx, person).orElseThrow(() -> ProblemException.missing("person"));
          Identifier before = require(tx, person, id);
          UUID unit = standing.require(tx, People.WRITE, person, people.today());
          IdentifierScheme scheme = before.scheme();
          String tidy = number == null ? null : tidy(scheme, number);
          String tidyIssuer = Names.tidyOrNull(issuer);
          if (!identifiers.correct(tx, before, version, tidy, tidyIssuer, from, to)) {
            throw People.stale();
          }
          forgetAnswer(tx, person, scheme);
          audit.record(tx, change("identifier.corrected", person, unit, scheme));
          return new Added(
              require(tx, person, id), tidy == null ? Set.of() : doubts(scheme, tidy, of.facts()));
        });
  }

  /// What the population database said holds for the number that it was asked about.
  private void forgetAnswer(Connection transaction, UUID person, IdentifierScheme scheme)
      throws SQLException {
    if (scheme == IdentifierScheme.NATIONAL) {
      verifications.forget(transaction, person);
    }
  }

  private Identifier require(Connection connection, UUID person, UUID id) throws SQLException {
    return identifiers
        .find(connection, person, id)
        .orElseThrow(() -> ProblemException.missing("identifier"));
  }

  private static String tidy(IdentifierScheme scheme, String number) {
    return IdentifierRules.tidy(scheme, number)
        .orElseThrow(() ->
            ProblemException.invalid(
                List.of(new ProblemException.Fault("number", IdentifierRules.form(scheme)))));
  }

  /// The whole number; each time is noted in the audit trail. A card has none to show.
  public String reveal(UUID person, UUID id) {
    return transactions.run(
        "showing an identifier",
        tx -> {
          Identifier found = require(tx, person, id);
          UUID unit = standing.require(tx, REVEAL, person, people.today());
          audit.record(tx, change("identifier.shown", person, unit, found.scheme()));
          return identifiers
              .number(tx, person, id)
              .orElseThrow(() -> ProblemException.missing("number of this identifier"));
        });
  }

  private static Set<String> doubts(IdentifierScheme scheme, String number, Facts facts) {
    if (scheme != IdentifierScheme.NATIONAL) {
      return Set.of();
    }
    return Set.copyOf(
        new PersonalNumber(number)
            .compare(facts.birthDate(), facts.sex()).stream().map(Enum::name).toList());
  }

  private static Change change(String action, UUID person, UUID unit, IdentifierScheme scheme) {
    return new Change(action, "person", person.toString(), unit, Map.of("scheme", scheme.name()));
  }
}
