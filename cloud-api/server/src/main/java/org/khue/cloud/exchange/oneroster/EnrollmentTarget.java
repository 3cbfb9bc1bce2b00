package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.MembershipKind;
import org.khue.cloud.people.People;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Who is in which class, from `enrollments.csv`: pupils, and the class teacher (`primary`). Who
/// teaches a subject there is not kept.
final class EnrollmentTarget implements RosterTarget {
  private static final String USER = "userSourcedId";
  private static final String CLASS = "classSourcedId";
  private static final String SCHOOL = "schoolSourcedId";

  private final RosterScene roster;
  private final UserPlaces users;
  private final ClassPlaces classes;
  private final People people;
  private final ImportedPeople imported;

  EnrollmentTarget(
      RosterScene roster,
      UserPlaces users,
      ClassPlaces classes,
      People people,
      ImportedPeople imported) {
    this.roster = roster;
    this.users = users;
    this.classes = classes;
    this.people = people;
    this.imported = imported;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    UserPlaces.Found found = users.of(scene, places, rows, USER);
    Map<String, Optional<SchoolClass>> known = new HashMap<>();
    for (ImportRow row : rows) {
      String id = row.text(CLASS).orElse("");
      if (!known.containsKey(id)) {
        known.put(id, classes.find(scene, id, places));
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      Optional<SchoolClass> some = known.getOrDefault(row.text(CLASS).orElse(""), Optional.empty());
      findings.add(find(scene, row, places, found, some));
    }
    return findings;
  }

  private static Finding find(
      Scene scene,
      ImportRow row,
      OrgPlaces places,
      UserPlaces.Found found,
      Optional<SchoolClass> some) {
    RosterIndex index = RosterScene.index(scene);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, USER, RosterFile.USERS);
    Findings.reference(faults, index, row, CLASS, RosterFile.CLASSES);
    Findings.reference(faults, index, row, SCHOOL, RosterFile.ORGS);
    Findings.order(faults, row, "beginDate", "endDate");
    String user = row.text(USER).orElse("");
    if (!List.of(USER, CLASS, SCHOOL, "role").stream().allMatch(row.values()::containsKey)) {
      return Findings.same(row, faults); // the empty cells are blamed already
    }
    if (faults.isEmpty()) {
      Optional<String> why = leftOut(scene, row, places);
      if (why.isPresent()) {
        return Findings.leftOut(row, "role", why.get());
      }
      rules(scene, row, faults);
    }
    Optional<ImportedPeople.Known> person = found.find(user);
    if (person.isEmpty() || some.isEmpty() || RosterScene.isNew(scene, user)) {
      return Finding.absent(faults);
    }
    Optional<Membership> place =
        UserPlaces.at(
            person.get(),
            some.get().unit(),
            here -> fits(row, here) && some.get().id().equals(here.schoolClass()));
    return place.isEmpty()
        ? Finding.absent(faults)
        : Finding.present(
            new Finding.Present(
                person.get().person().id().toString(),
                String.valueOf(place.get().schoolClass()),
                row.values()),
            faults);
  }

  private static Optional<String> leftOut(Scene scene, ImportRow row, OrgPlaces places) {
    RosterIndex index = RosterScene.index(scene);
    String role = row.text("role").orElse("");
    if (!RosterIndex.isHomeroom(index.line(RosterFile.CLASSES, row.required(CLASS)))) {
      return Optional.of("oneroster.left-out-group");
    }
    if (UserRoles.main(index, row.required(USER), places, scene.today()).isEmpty()) {
      return Optional.of("oneroster.left-out-user");
    }
    boolean kept =
        role.equals(Terms.STUDENT)
            || role.equals(Terms.TEACHER) && row.text("primary").orElse("").equals("true");
    return kept ? Optional.empty() : Optional.of("oneroster.left-out-teacher");
  }

  private static void rules(Scene scene, ImportRow row, List<CellFault> faults) {
    RosterIndex index = RosterScene.index(scene);
    RosterIndex.Line schoolClass = index.line(RosterFile.CLASSES, row.required(CLASS));
    String school = row.required(SCHOOL);
    if (!schoolClass.at(SCHOOL).equals(school)) {
      faults.add(CellFault.wrong(SCHOOL, Message.of("oneroster.fault-other-school")));
    }
    String user = row.required(USER);
    boolean student = row.required("role").equals(Terms.STUDENT);
    boolean hasRole =
        List.of(MembershipKind.values()).stream()
            .filter(kind -> student == (kind == MembershipKind.PUPIL))
            .anyMatch(kind -> index.hasRole(user, school, kind));
    if (!hasRole) {
      faults.add(CellFault.wrong(USER, Message.of("oneroster.fault-enrolled-role")));
    }
    String once = user + " " + (student ? ClassPlaces.year(index, schoolClass) : schoolClass);
    if (scene.pending().note("enrolled", once, row.number()).isPresent()) {
      faults.add(CellFault.wrong(CLASS, Message.of("oneroster.fault-two-classes")));
    }
  }

  private static boolean fits(ImportRow row, Membership place) {
    boolean student = row.text("role").orElse("").equals(Terms.STUDENT);
    return student == (place.kind() == MembershipKind.PUPIL);
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    ImportedPeople.Known person = users.get(scene, row.required(USER));
    UUID id = person.person().id();
    SchoolClass some =
        classes.find(scene, row.required(CLASS), RosterScene.kept(scene)).orElseThrow();
    boolean student = row.required("role").equals(Terms.STUDENT);
    Optional<Membership> free =
        UserPlaces.at(person, some.unit(), here -> fits(row, here) && here.schoolClass() == null);
    Optional<Membership> other =
        UserPlaces.at(person, some.unit(), here -> student && fits(row, here));
    return users.change(
        scene,
        id,
        () -> {
          if (free.isPresent()) {
            put(scene, free.get(), some.id());
          } else if (other.isPresent()) {
            move(scene, other.get(), some.id());
          } else {
            MembershipKind kind = student ? MembershipKind.PUPIL : MembershipKind.TEACHER;
            People.Place place =
                new People.Place(some.unit(), kind, some.id(), null, scene.today(), null);
            Membership ignored = roster.join(scene, () -> people.join(id, place));
          }
        });
  }

  private void put(Scene scene, Membership place, UUID schoolClass) {
    join(scene, () -> imported.putInClass(scene.transaction(), place, schoolClass));
  }

  private void move(Scene scene, Membership from, UUID schoolClass) {
    join(scene, () -> imported.moveToClass(scene.transaction(), from, schoolClass));
  }

  /// Whether somebody may is asked within the transaction too: the unit may be new in it.
  private void join(Scene scene, UserPlaces.Change change) {
    boolean ignored =
        roster.join(
            scene,
            () -> {
              try {
                change.run();
                return true;
              } catch (SQLException e) {
                throw new org.khue.cloud.platform.db.DatabaseException("putting into a class", e);
              }
            });
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) {
    throw new IllegalStateException("an enrolment that is there never changes");
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    return users.undo(scene, written);
  }
}
