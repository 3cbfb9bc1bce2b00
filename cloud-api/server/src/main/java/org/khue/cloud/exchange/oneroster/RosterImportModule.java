package org.khue.cloud.exchange.oneroster;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.ImportedOrganisation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.People;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.platform.imports.ImportList;
import org.khue.cloud.platform.imports.Part;
import org.khue.cloud.platform.imports.Target;
import org.khue.cloud.platform.security.Access;

/// Rosters as a list that can be imported: the tables in the order in which they are written, each
/// after those to which it refers.
@Factory
final class RosterImportModule {

  @Singleton
  RosterScene scene(Transactions transactions, Relations relations) {
    return new RosterScene(transactions, relations);
  }

  @Singleton
  UserPlaces users(RosterScene roster, ImportedPeople imported) {
    return new UserPlaces(roster, imported);
  }

  @Singleton
  ClassPlaces classes(RosterScene roster, SchoolClasses classes) {
    return new ClassPlaces(roster, classes);
  }

  @Singleton
  OrgTarget orgTarget(
      RosterScene roster, Units units, ImportedOrganisation imported, ImportedPeople people) {
    return new OrgTarget(roster, units, imported, people);
  }

  @Singleton
  SessionTarget sessionTarget(
      RosterScene roster, Calendars calendars, ImportedOrganisation imported, Access access) {
    SessionWriting writing = new SessionWriting(roster, calendars, imported);
    return new SessionTarget(roster, calendars, writing, access);
  }

  @Singleton
  ClassTarget classTarget(
      RosterScene roster,
      SchoolClasses classes,
      ClassPlaces places,
      ImportedOrganisation imported,
      ImportedPeople people) {
    return new ClassTarget(roster, classes, places, imported, people);
  }

  @Singleton
  UserTarget userTarget(
      RosterScene roster,
      UserPlaces users,
      People people,
      Identifiers identifiers,
      ImportedPeople imported) {
    return new UserTarget(roster, users, people, identifiers, imported);
  }

  @Singleton
  @Named("oneroster")
  ImportList list(
      OrgTarget orgs,
      SessionTarget sessions,
      ClassTarget classes,
      UserTarget persons,
      RosterScene roster,
      UserPlaces users,
      ClassPlaces places,
      People people,
      ImportedPeople imported) {
    return new ImportList(
        "oneroster",
        "oneroster.list",
        "oneroster.list-hint",
        "oneroster.import",
        List.of(
            part(RosterFile.ORGS, orgs),
            part(RosterFile.ACADEMIC_SESSIONS, sessions),
            part(RosterFile.COURSES, new CourseTarget()),
            part(RosterFile.CLASSES, classes),
            part(RosterFile.USERS, persons),
            part(RosterFile.ROLES, new RoleTarget(roster, users, people)),
            part(RosterFile.DEMOGRAPHICS, new DemographicsTarget(roster, users, people)),
            part(
                RosterFile.ENROLLMENTS,
                new EnrollmentTarget(roster, users, places, people, imported))),
        new RosterRule());
  }

  private static Part part(RosterFile file, Target target) {
    return new Part(file.fileName(), RosterColumns.of(file), target);
  }
}
