package org.khue.cloud.people;

import io.micronaut.http.HttpStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.internal.ConsentStore;
import org.khue.cloud.people.internal.GuardianStore;
import org.khue.cloud.people.internal.Names;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;

/// What people agreed to. Silence is no consent.
public final class Consents {
  static final String WRITE = "consents.write";

  private final Transactions transactions;
  private final Transactions everything;
  private final People people;
  private final PersonStore persons;
  private final GuardianStore guardians;
  private final ConsentStore consents;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;

  Consents(
      Transactions transactions,
      Transactions everything,
      People people,
      PersonStore persons,
      GuardianStore guardians,
      ConsentStore consents,
      Standing standing,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.everything = everything;
    this.people = people;
    this.persons = persons;
    this.guardians = guardians;
    this.consents = consents;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  /// An answer.
  ///
  /// @param given false: refused or withdrawn
  /// @param byPerson who answered: the person or a legal guardian; null when the paper says it
  public record Answer(
      ConsentPurpose purpose,
      boolean given,
      @Nullable UUID byPerson,
      Consent.Channel channel,
      @Nullable String note) {}

  /// Whether somebody's data may be used for a purpose: the last answer is yes, to the text as it
  /// is now. No answer, or one that the caller may not see, is no.
  public boolean hasConsent(UUID person, ConsentPurpose purpose) {
    return transactions.run("asking for a consent", tx -> consents.has(tx, person, purpose));
  }

  /// All answers, the newest first.
  public List<Consent> of(UUID person) {
    return transactions.run("reading consents", tx -> consents.of(tx, person));
  }

  /// The last answer for each purpose that was answered.
  public Map<ConsentPurpose, Consent> current(UUID person) {
    Map<ConsentPurpose, Consent> current = new EnumMap<>(ConsentPurpose.class);
    of(person).forEach(consent -> current.putIfAbsent(consent.purpose(), consent));
    return current;
  }

  /// Notes an answer. A parent may answer for a child, and for nobody else.
  public Consent record(UUID person, Answer answer) {
    UUID unit =
        transactions.run(
            "answering about consent",
            tx -> {
              persons.require(tx, person, "person");
              requireAnswerer(tx, person, answer);
              return standing.require(tx, WRITE, person, people.today());
            });
    Acting acting = Acting.required();
    Consent consent =
        new Consent(
            UUID.randomUUID(),
            person,
            answer.purpose(),
            answer.purpose().textVersion(),
            answer.given(),
            answer.byPerson(),
            answer.channel(),
            clock.instant(),
            acting.caller().account(),
            Names.tidyOrNull(answer.note()));
    // A parent's scope does not reach the unit under which the audit trail keeps the answer.
    return everything.run(
        "noting a consent",
        tx -> {
          consents.insert(tx, consent);
          audit.record(
              tx,
              new Change(
                  answer.given() ? "consent.given" : "consent.withdrawn",
                  "person",
                  person.toString(),
                  unit,
                  Map.of(
                      "purpose",
                      answer.purpose().name(),
                      "textVersion",
                      answer.purpose().textVersion(),
                      "channel",
                      answer.channel().name())));
          return consent;
        });
  }

  private void requireAnswerer(Connection connection, UUID person, Answer answer)
      throws SQLException {
    UUID self = Acting.required().caller().person();
    boolean staff = standing.isStaffFor(WRITE, connection, person, people.today());
    if (!staff && answer.byPerson() != null && !answer.byPerson().equals(self)) {
      throw new ProblemException(
          HttpStatus.FORBIDDEN, "You can answer in your own name only. Leave 'byPerson' out.");
    }
    UUID by = answer.byPerson();
    if (by == null || by.equals(person)) {
      return;
    }
    boolean legal =
        guardians.of(connection, person).stream()
            .anyMatch(bond ->
                bond.guardian().equals(by)
                    && bond.legal()
                    && (bond.to() == null || bond.to().isAfter(people.today())));
    if (!legal) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "byPerson", "must be the person or one of their legal guardians")));
    }
  }
}
