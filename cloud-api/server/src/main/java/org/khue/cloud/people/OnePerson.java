package org.khue.cloud.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.khue.cloud.people.internal.EraseStore;
import org.khue.cloud.people.internal.OwnData;
import org.khue.cloud.people.internal.PersonStore;
import org.khue.cloud.people.internal.Standing;
import org.khue.cloud.platform.api.Idempotency;
import org.khue.cloud.platform.audit.Audit;
import org.khue.cloud.platform.audit.Change;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Reach;

/// All that is kept about one person, handed out or erased: by this module and by every module with
/// a [PersonData].
public final class OnePerson {
  static final String EXPORT = "people.export";
  static final String ERASE = "people.erase";

  private final Transactions transactions;
  private final Transactions everything;
  private final People people;
  private final PersonStore persons;
  private final EraseStore erasures;
  private final OwnData own;
  private final List<PersonData> others;
  private final Idempotency requests;
  private final Standing standing;
  private final Audit audit;
  private final Clock clock;

  OnePerson(
      Transactions transactions,
      Transactions everything,
      People people,
      PersonStore persons,
      EraseStore erasures,
      OwnData own,
      List<PersonData> others,
      Idempotency requests,
      Standing standing,
      Audit audit,
      Clock clock) {
    this.transactions = transactions;
    this.everything = everything;
    this.people = people;
    this.persons = persons;
    this.erasures = erasures;
    this.own = own;
    this.others = others;
    this.requests = requests;
    this.standing = standing;
    this.audit = audit;
    this.clock = clock;
  }

  /// Everything about a person, by part; the part `people` is this module's. Allowed to the person
  /// and their guardians, and to whoever has the right in all of the person's units.
  public Map<String, JsonNode> export(UUID person) {
    seen(person);
    return everything.run(
        "exporting a person",
        tx -> {
          UUID unit = allowed(tx, EXPORT, person);
          Map<String, JsonNode> parts = new TreeMap<>();
          parts.put("people", own.export(tx, person));
          for (PersonData other : others) {
            JsonNode part = other.export(tx, person);
            if (!part.isEmpty()) {
              parts.put(other.part(), part);
            }
          }
          audit.record(tx, change("person.exported", person, unit));
          return parts;
        });
  }

  /// Erases a person for good, in every copy: the key goes, and with it what backups hold. What
  /// remains is that there was somebody, in which units, and when. Guardians whom nothing else ties
  /// to a unit go too.
  public void erase(UUID person) {
    seen(person);
    everything.run(
        "erasing a person",
        tx -> {
          UUID unit = standing.requireEverywhere(tx, ERASE, person, people.today());
          List<UUID> gone = new ArrayList<>(erasures.all(tx, person));
          for (UUID guardian : erasures.guardiansOfNobodyElse(tx, person)) {
            gone.addAll(erasures.all(tx, guardian));
          }
          for (UUID id : gone) {
            for (PersonData other : others) {
              other.erase(tx, id);
            }
            erasures.erase(tx, id, clock.instant());
          }
          requests.forgetAnswers(tx);
          audit.record(tx, change("person.erased", person, unit));
          return true;
        });
  }

  private void seen(UUID person) {
    transactions.run(
        "reading a person",
        tx -> {
          persons.require(tx, person, "person");
          return true;
        });
  }

  private UUID allowed(Connection everythingSeen, String right, UUID person) throws SQLException {
    if (Acting.required().caller().persons(right).contains(person)) {
      return Reach.ROOT;
    }
    return standing.requireEverywhere(everythingSeen, right, person, people.today());
  }

  private static Change change(String action, UUID person, UUID unit) {
    return new Change(action, "person", person.toString(), unit, Map.of());
  }
}
