package org.khue.cloud.exchange.oneroster;

import io.micronaut.http.HttpStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.exchange.UnitsBelow;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.people.ConsentPurpose;
import org.khue.cloud.people.Consents;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.people.PeoplePage;
import org.khue.cloud.people.PeopleQuery;
import org.khue.cloud.people.PersonLine;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.problem.ProblemException;

/// Gathers the roster of a unit and all below it, as far as whoever acts may see it: who belongs
/// there today, and the classes of one school year.
final class Roster {
  /// Most people of a roster; it is put together in memory.
  static final int MOST_PEOPLE = 50_000;

  private final Relations relations;
  private final Calendars calendars;
  private final SchoolClasses classes;
  private final People people;
  private final ImportedPeople known;
  private final Consents consents;
  private final Transactions transactions;

  Roster(
      Relations relations,
      Calendars calendars,
      SchoolClasses classes,
      People people,
      ImportedPeople known,
      Consents consents,
      Transactions transactions) {
    this.relations = relations;
    this.calendars = calendars;
    this.classes = classes;
    this.people = people;
    this.known = known;
    this.consents = consents;
    this.transactions = transactions;
  }

  /// @param progress told how many people are done
  /// @throws ProblemException 409 where a school has classes but no terms, or there are more than
  ///   [#MOST_PEOPLE]
  List<Sheet> gather(RosterOptions options, LongConsumer progress) {
    Tree tree = relations.tree(relations.today());
    List<Unit> units = UnitsBelow.of(tree, Set.of(options.unit()));
    int year =
        options.year() == 0 ? calendars.yearOf(options.unit(), relations.today()) : options.year();
    SessionLines sessions = new SessionLines();
    ClassLines classLines = new ClassLines(calendars, classes, sessions);
    units.stream()
        .filter(unit -> unit.kind().teaches())
        .forEach(unit -> classLines.add(unit, year));
    Set<UUID> ids = units.stream().map(Unit::id).collect(Collectors.toSet());
    PersonLines persons = new PersonLines(ids, relations.today(), classLines);
    add(persons, options, progress);
    persons.addHomerooms();
    List<Sheet> sheets = new ArrayList<>();
    sheets.add(OrgLines.of(tree, units));
    sheets.add(sessions.sheet());
    sheets.add(classLines.courses());
    sheets.add(classLines.sheet());
    sheets.addAll(persons.sheets());
    return sheets;
  }

  private void add(PersonLines persons, RosterOptions options, LongConsumer progress) {
    Cursor after = null;
    do {
      PeoplePage page = people.page(query(options.unit(), after));
      if (page.total() > MOST_PEOPLE) {
        throw new ProblemException(
            HttpStatus.CONFLICT,
            "There are "
                + page.total()
                + " people in these units, more than "
                + MOST_PEOPLE
                + ". Export the units below one by one.");
      }
      List<UUID> ids = page.items().stream().map(PersonLine::id).toList();
      var facts = transactions.run("reading people for a roster", t -> known.known(t, ids));
      for (UUID id : ids) {
        ImportedPeople.Known person = facts.get(id);
        if (person != null) {
          persons.add(person, options.demographics() && isOpen(person));
        }
      }
      progress.accept(persons.size());
      after = page.next();
    } while (after != null);
  }

  private static PeopleQuery query(UUID unit, @Nullable Cursor after) {
    return new PeopleQuery(null, unit, null, null, null, after, 0, false, PeopleQuery.MOST);
  }

  /// Whether a person's birth date and sex may go to another system.
  private boolean isOpen(ImportedPeople.Known person) {
    boolean pupil =
        person.memberships().stream().anyMatch(place -> place.kind() == MembershipKind.PUPIL);
    return !pupil || consents.hasConsent(person.person().id(), ConsentPurpose.OUTSIDE_ACCOUNT);
  }
}
