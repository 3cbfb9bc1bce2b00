package org.khue.cloud.exchange.oneroster;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.people.Facts;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.people.People;
import org.khue.cloud.people.Person;
import org.khue.cloud.people.Sex;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Dates of birth and sex from `demographics.csv`; nothing else of that file is kept.
final class DemographicsTarget implements RosterTarget {
  private static final String BIRTH = "birthDate";
  private static final String SEX = "sex";

  private final RosterScene roster;
  private final UserPlaces users;
  private final People people;

  DemographicsTarget(RosterScene roster, UserPlaces users, People people) {
    this.roster = roster;
    this.users = users;
    this.people = people;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    UserPlaces.Found found = users.of(scene, places, rows, Findings.ID);
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, places, found));
    }
    return findings;
  }

  private static Finding find(
      Scene scene, ImportRow row, OrgPlaces places, UserPlaces.Found found) {
    RosterIndex index = RosterScene.index(scene);
    String user = row.required(Findings.ID);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, Findings.ID, RosterFile.USERS);
    row.date(BIRTH)
        .filter(day -> day.isAfter(scene.today()))
        .ifPresent(day -> faults.add(CellFault.wrong(BIRTH, Message.of("oneroster.fault-birth"))));
    boolean kept = UserRoles.main(index, user, places, scene.today()).isPresent();
    if (faults.isEmpty() && (!kept || row.date(BIRTH).isEmpty() && sex(row) == null)) {
      return Findings.same(row, faults);
    }
    Optional<ImportedPeople.Known> person = found.find(user);
    if (person.isEmpty() || RosterScene.isNew(scene, user)) {
      return Finding.absent(faults);
    }
    Facts facts = person.get().person().facts();
    if (facts.birthDate() == null && facts.sex() == null) {
      return Finding.absent(faults);
    }
    Map<String, String> values = Findings.values(row, true);
    if (row.date(BIRTH).isPresent()) {
      values.put(BIRTH, facts.birthDate() == null ? "" : facts.birthDate().toString());
    }
    if (sex(row) != null) {
      values.put(SEX, facts.sex() == null ? "" : facts.sex().name().toLowerCase(Locale.ROOT));
    }
    String both = facts.birthDate() + " " + facts.sex();
    String version = UUID.nameUUIDFromBytes(both.getBytes(StandardCharsets.UTF_8)).toString();
    return Finding.present(
        new Finding.Present(person.get().person().id().toString(), version, values), faults);
  }

  /// Null where it is not said, or said otherwise than civil registration does.
  private static @Nullable Sex sex(ImportRow row) {
    return switch (row.text(SEX).orElse("")) {
      case "male" -> Sex.MALE;
      case "female" -> Sex.FEMALE;
      default -> null;
    };
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    Person now = users.get(scene, row.required(Findings.ID)).person();
    Facts facts = now.facts();
    LocalDate birth = row.date(BIRTH).orElse(facts.birthDate());
    Sex told = sex(row);
    Facts changed = facts.born(birth, told == null ? facts.sex() : told);
    return users.change(
        scene,
        now.id(),
        () -> {
          Person ignored =
              roster.join(scene, () -> people.change(now.id(), now.version(), changed));
        });
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    return insert(scene, row);
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    return users.undo(scene, written);
  }
}
