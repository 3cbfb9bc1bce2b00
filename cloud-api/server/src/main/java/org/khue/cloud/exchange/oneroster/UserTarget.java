package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.IdentifierScheme;
import org.khue.cloud.people.Identifiers;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.PersonName;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// People from `users.csv`: their names and their code. A new one gets the place of their first
/// role at once: nobody is seen without one.
final class UserTarget implements RosterTarget {
  private static final String FAMILY = "familyName";

  private final RosterScene roster;
  private final UserPlaces users;
  private final People people;
  private final Identifiers identifiers;
  private final ImportedPeople imported;

  UserTarget(
      RosterScene roster,
      UserPlaces users,
      People people,
      Identifiers identifiers,
      ImportedPeople imported) {
    this.roster = roster;
    this.users = users;
    this.people = people;
    this.identifiers = identifiers;
    this.imported = imported;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    UserPlaces.Found found = users.of(scene, places, rows, Findings.ID);
    Map<UserRoles.Code, UUID> taken = taken(scene, places, rows);
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, places, found, taken));
    }
    return findings;
  }

  /// Who has the rows' codes anywhere.
  private Map<UserRoles.Code, UUID> taken(Scene scene, OrgPlaces places, List<ImportRow> rows) {
    Map<IdentifierScheme, List<String>> numbers = new HashMap<>();
    for (ImportRow row : rows) {
      code(scene, row.required(Findings.ID), places)
          .ifPresent(code ->
              numbers
                  .computeIfAbsent(code.scheme(), scheme -> new ArrayList<>())
                  .add(code.number()));
    }
    Map<UserRoles.Code, UUID> taken = new HashMap<>();
    numbers.forEach((scheme, list) ->
        imported
            .holdersAnywhere(scheme, list)
            .forEach((number, id) -> taken.put(new UserRoles.Code(scheme, number), id)));
    return taken;
  }

  private static Optional<UserRoles.Code> code(Scene scene, String user, OrgPlaces places) {
    RosterIndex index = RosterScene.index(scene);
    return UserRoles.main(index, user, places, scene.today())
        .flatMap(role -> UserRoles.code(index, user, role.kind()));
  }

  private Finding find(
      Scene scene,
      ImportRow row,
      OrgPlaces places,
      UserPlaces.Found found,
      Map<UserRoles.Code, UUID> taken) {
    String id = row.required(Findings.ID);
    RosterIndex index = RosterScene.index(scene);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, "primaryOrgSourcedId", RosterFile.ORGS);
    if (index.roles(id).isEmpty()) {
      faults.add(CellFault.wrong(Findings.ID, Message.of("oneroster.fault-no-role")));
    } else if (UserRoles.main(index, id, places, scene.today()).isEmpty()) {
      return Findings.leftOut(row, Findings.ID, "oneroster.left-out-user");
    }
    Optional<ImportedPeople.Known> person = found.find(id);
    code(scene, id, places).ifPresent(code -> code(scene, row, code, person, taken, faults));
    if (person.isEmpty()) {
      RosterScene.noteNew(scene, id, row.number());
      return Finding.absent(faults);
    }
    ImportedPeople.Known known = person.get();
    Map<String, String> values = Findings.values(row, found.isNoted(id));
    PersonName name = known.person().facts().name();
    values.put("givenName", name.given());
    if (!name(row).family().equals(name.family())) {
      values.put(FAMILY, name.family());
    }
    return Finding.present(
        new Finding.Present(known.person().id().toString(), known.state(), values), faults);
  }

  private static void code(
      Scene scene,
      ImportRow row,
      UserRoles.Code code,
      Optional<ImportedPeople.Known> person,
      Map<UserRoles.Code, UUID> taken,
      List<CellFault> faults) {
    String column = row.text("userIds").isPresent() ? "userIds" : "identifier";
    UUID holder = taken.get(code);
    boolean own = person.map(known -> known.person().id().equals(holder)).orElse(false);
    if (holder != null && !own) {
      faults.add(CellFault.wrong(column, Message.of("exchange.fault-code-elsewhere")));
    }
    if (scene.pending().note("codes", code.toString(), row.number()).isPresent()) {
      faults.add(CellFault.wrong(column, Message.of("oneroster.fault-code-doubled")));
    }
  }

  private static PersonName name(ImportRow row) {
    String family = row.text(FAMILY).filter(some -> !some.equals(PersonLines.NO_NAME)).orElse("");
    String middle = row.text("middleName").orElse("");
    return new PersonName((family + " " + middle).strip(), row.text("givenName").orElse(""));
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    String id = row.required(Findings.ID);
    RosterIndex index = RosterScene.index(scene);
    OrgPlaces places = RosterScene.kept(scene);
    UserRoles.Role role = UserRoles.main(index, id, places, scene.today()).orElseThrow();
    Unit unit = places.unit(role.org()).orElseThrow();
    People.Place place =
        new People.Place(unit.id(), role.kind(), null, null, role.from(scene.today()), role.ends());
    UUID person =
        roster.join(
            scene,
            () -> {
              Person made = people.create(Facts.of(name(row), null, null), place, false);
              UserRoles.code(index, id, role.kind())
                  .ifPresent(code ->
                      identifiers.add(
                          made.id(), code.scheme(), code.number(), null, scene.today(), null));
              return made.id();
            });
    String link = roster.link(scene, RosterFile.USERS, id, person, false);
    return written(scene, person, new Trace(true, link, unit.id(), ""));
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    UUID person = UUID.fromString(present.id());
    String before = imported.snapshot(scene.transaction(), person);
    Person now = roster.join(scene, () -> people.get(person));
    if (!now.facts().name().equals(name(row))) {
      Facts renamed = now.facts().named(name(row));
      Person ignored = roster.join(scene, () -> people.change(person, now.version(), renamed));
    }
    boolean known = present.values().containsKey(Findings.ID);
    String link = roster.link(scene, RosterFile.USERS, row.required(Findings.ID), person, known);
    return written(scene, person, new Trace(false, link, person, before));
  }

  private Written written(Scene scene, UUID person, Trace trace) throws SQLException {
    String after = imported.snapshot(scene.transaction(), person);
    return new Written(person.toString(), ImportedPeople.state(after), trace.written());
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    Trace trace = Trace.of(String.valueOf(written.before()));
    if (!trace.made()) {
      Undone undone = users.undo(scene, written);
      if (undone == Undone.RESTORED) {
        roster.unlink(scene, RosterFile.USERS, trace);
      }
      return undone;
    }
    UUID person = UUID.fromString(written.id());
    String now = imported.snapshot(scene.transaction(), person);
    if (!ImportedPeople.state(now).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    roster.unlink(scene, RosterFile.USERS, trace);
    imported.remove(scene.transaction(), person, List.of());
    return Undone.RESTORED;
  }
}
