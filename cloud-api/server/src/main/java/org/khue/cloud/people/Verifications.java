package org.khue.cloud.people;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.people.internal.IdentifierStore;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.people.internal.verify.VerificationStore;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How persons compare with the population database.
public final class Verifications {
  static final String VERIFY = "people.verify";

  /// Persons that one run asks about, at most.
  public static final int MOST = 500;

  private static final Logger LOG = LoggerFactory.getLogger(Verifications.class);

  private final Transactions transactions;
  private final Transactions everything;
  private final People people;
  private final PersonStore persons;
  private final IdentifierStore identifiers;
  private final VerificationStore verifications;
  private final PopulationRegistry registry;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;

  Verifications(
      Transactions transactions,
      Transactions everything,
      People people,
      PersonStore persons,
      IdentifierStore identifiers,
      VerificationStore verifications,
      PopulationRegistry registry,
      Standing standing,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.everything = everything;
    this.people = people;
    this.persons = persons;
    this.identifiers = identifiers;
    this.verifications = verifications;
    this.registry = registry;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  public Verification of(UUID person) {
    return transactions
        .run("reading a verification", tx -> verifications.find(tx, person))
        .orElse(Verification.NONE);
  }

  /// Whether somebody can be asked about.
  public enum Readiness {
    READY,
    /// The operator named no registry.
    NO_REGISTRY,
    /// The person has no personal number that is valid today.
    NO_NUMBER
  }

  /// Whether the population database can be asked about a person now.
  public Readiness readiness(UUID person) {
    if (!registry.configured()) {
      return Readiness.NO_REGISTRY;
    }
    boolean known = transactions.run("reading a person", tx -> question(tx, person)).isPresent();
    return known ? Readiness.READY : Readiness.NO_NUMBER;
  }

  /// Asks about one person, now. The database is not kept waiting meanwhile.
  ///
  /// @throws ProblemException 409 when the person has no valid personal number or no registry is
  ///   configured
  public Verification verify(UUID person) {
    UUID unit =
        transactions.run(
            "reading a person",
            tx -> {
              persons.require(tx, person, "person");
              return standing.require(tx, VERIFY, person, people.today());
            });
    if (!registry.configured()) {
      throw new ProblemException(
          HttpStatus.CONFLICT,
          "No population database is configured: the operator sets khue.people.registry.url.");
    }
    PopulationRegistry.Question question =
        transactions
            .run("reading a person", tx -> question(tx, person))
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.CONFLICT,
                    "This person has no valid personal number. Add it, then verify."));
    PopulationRegistry.Answer answer = registry.check(question);
    return transactions.run(
        "noting a verification",
        tx -> {
          Verification noted = note(tx, person, question, answer);
          audit.record(
              tx,
              new Change(
                  "person.verified",
                  "person",
                  person.toString(),
                  unit,
                  Map.of("state", noted.state().name(), "source", noted.source())));
          return noted;
        });
  }

  /// Marks up to [#MOST] persons of a unit, and below it, to be asked about in the background.
  ///
  /// @return how many
  public int start(UUID unit) {
    standing.requireAt(VERIFY, unit);
    return transactions.run(
        "starting a verification",
        tx -> {
          int marked =
              verifications.markPending(tx, unit, registry.source(), MOST, clock.instant()).size();
          audit.record(
              tx,
              new Change(
                  "verification.started",
                  "unit",
                  unit.toString(),
                  unit,
                  Map.of("persons", marked)));
          return marked;
        });
  }

  /// Asks about those who wait, one after another; each answer is kept at once, so that a run that
  /// ends early goes on later. Ends when the registry does not answer.
  void askAboutPending() {
    if (registry.configured()) {
      Acting.system("verification").run(this::runPending);
    }
  }

  /// @return how many got an answer
  int runPending() {
    int answered = 0;
    List<UUID> waiting =
        everything.run("reading who waits", tx -> verifications.pending(tx, null, MOST));
    for (UUID person : waiting) {
      Optional<PopulationRegistry.Question> question =
          everything.run("reading a person", tx -> question(tx, person));
      if (question.isEmpty()) {
        everything.run(
            "giving up a question",
            tx -> {
              verifications.forget(tx, person);
              return true;
            });
        continue;
      }
      PopulationRegistry.Answer answer = registry.check(question.get());
      if (answer instanceof PopulationRegistry.Answer.Unavailable unavailable) {
        LOG.warn("Verification stops at {} of {}: {}", answered, waiting.size(), unavailable.why());
        return answered;
      }
      everything.run("noting a verification", tx -> note(tx, person, question.get(), answer));
      answered++;
    }
    return answered;
  }

  private Optional<PopulationRegistry.Question> question(Connection connection, UUID person)
      throws SQLException {
    Optional<Person> found = persons.find(connection, person);
    Optional<String> number =
        identifiers.number(connection, person, IdentifierScheme.NATIONAL, people.today());
    return found.flatMap(known ->
        number.map(digits ->
            new PopulationRegistry.Question(
                digits, known.facts().name(), known.facts().birthDate(), known.facts().sex())));
  }

  /// Keeps an answer, unless the person was changed while it was asked for.
  private Verification note(
      Connection transaction,
      UUID person,
      PopulationRegistry.Question asked,
      PopulationRegistry.Answer answer)
      throws SQLException {
    if (!Optional.of(asked).equals(question(transaction, person))) {
      verifications.forget(transaction, person);
      return Verification.NONE;
    }
    Verification.State state =
        switch (answer) {
          case PopulationRegistry.Answer.Match match -> Verification.State.MATCHED;
          case PopulationRegistry.Answer.Mismatch mismatch -> Verification.State.MISMATCH;
          case PopulationRegistry.Answer.NotFound missing -> Verification.State.NOT_FOUND;
          case PopulationRegistry.Answer.Unavailable away -> Verification.State.UNAVAILABLE;
        };
    Set<String> fields =
        answer instanceof PopulationRegistry.Answer.Mismatch mismatch
            ? mismatch.fields()
            : Set.of();
    verifications.put(transaction, person, state, fields, registry.source(), clock.instant());
    return new Verification(state, fields, registry.source(), clock.instant());
  }
}
