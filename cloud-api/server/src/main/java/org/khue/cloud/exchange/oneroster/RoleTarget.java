package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.Membership;
import org.khue.cloud.people.People;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Where people belong, from `roles.csv`. Families' roles, and those in units above the one that
/// the roster is for, are left out.
final class RoleTarget implements RosterTarget {
  private static final String USER = "userSourcedId";
  private static final String ORG = "orgSourcedId";
  private static final String BEGIN = "beginDate";
  private static final String END = "endDate";

  private final RosterScene roster;
  private final UserPlaces users;
  private final People people;

  RoleTarget(RosterScene roster, UserPlaces users, People people) {
    this.roster = roster;
    this.users = users;
    this.people = people;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    UserPlaces.Found found = users.of(scene, places, rows, USER);
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, places, found));
    }
    return findings;
  }

  private static Finding find(
      Scene scene, ImportRow row, OrgPlaces places, UserPlaces.Found found) {
    RosterIndex index = RosterScene.index(scene);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, USER, RosterFile.USERS);
    Findings.reference(faults, index, row, ORG, RosterFile.ORGS);
    Findings.order(faults, row, BEGIN, END);
    String user = row.text(USER).orElse("");
    String org = row.text(ORG).orElse("");
    String once = user + " " + row.text("role").orElse("") + " " + org;
    if (scene.pending().note("roles", once, row.number()).isPresent()) {
      faults.add(CellFault.wrong("role", Message.of("oneroster.fault-role-doubled")));
    }
    Optional<UserRoles.Role> role = role(scene, row, places);
    if (role.isEmpty() && faults.isEmpty()) {
      return Findings.leftOut(row, "role", "oneroster.left-out-role");
    }
    Optional<ImportedPeople.Known> person = found.find(user);
    Optional<Unit> unit = places.unit(org);
    if (role.isEmpty() || person.isEmpty() || unit.isEmpty() || RosterScene.isNew(scene, user)) {
      return Finding.absent(faults);
    }
    Optional<Membership> place =
        UserPlaces.at(person.get(), unit.get().id(), some -> some.kind() == role.get().kind());
    if (place.isEmpty()) {
      return Finding.absent(faults);
    }
    Map<String, String> values = Findings.values(row, true);
    if (row.date(END).isPresent() && !row.date(END).get().equals(place.get().to())) {
      values.put(END, place.get().to() == null ? "" : place.get().to().toString());
    }
    return Finding.present(
        new Finding.Present(
            person.get().person().id().toString(),
            place.get().id() + " " + place.get().to(),
            values),
        faults);
  }

  private static Optional<UserRoles.Role> role(Scene scene, ImportRow row, OrgPlaces places) {
    RosterIndex.Line line =
        RosterScene.index(scene).line(RosterFile.ROLES, row.required(Findings.ID));
    return UserRoles.role(line, places, scene.today());
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    ImportedPeople.Known person = users.get(scene, row.required(USER));
    OrgPlaces places = RosterScene.kept(scene);
    UserRoles.Role role = role(scene, row, places).orElseThrow();
    UUID unit = places.unit(role.org()).orElseThrow().id();
    UUID id = person.person().id();
    // A new person has got their first place with the user's line.
    boolean there =
        person.memberships().stream()
            .anyMatch(some -> some.unit().equals(unit) && some.kind() == role.kind());
    return users.change(
        scene,
        id,
        () -> {
          if (!there) {
            People.Place place =
                new People.Place(
                    unit, role.kind(), null, null, role.from(scene.today()), role.ends());
            Membership ignored = roster.join(scene, () -> people.join(id, place));
          }
        });
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    ImportedPeople.Known person = users.get(scene, row.required(USER));
    OrgPlaces places = RosterScene.kept(scene);
    UserRoles.Role role = role(scene, row, places).orElseThrow();
    UUID unit = places.unit(role.org()).orElseThrow().id();
    Membership place =
        UserPlaces.at(person, unit, some -> some.kind() == role.kind()).orElseThrow();
    return users.change(
        scene,
        person.person().id(),
        () ->
            roster.join(
                scene,
                () -> {
                  people.leave(place.id(), place.version(), row.date(END).orElseThrow());
                  return true;
                }));
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    return users.undo(scene, written);
  }
}
