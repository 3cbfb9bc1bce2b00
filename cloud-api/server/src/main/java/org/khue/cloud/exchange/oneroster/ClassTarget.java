package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.ClassFacts;
import org.khue.cloud.organisation.ImportedOrganisation;
import org.khue.cloud.organisation.ImportedOrganisation.Thing;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Classes from `classes.csv`. Groups for a subject (`scheduled`) are left out.
final class ClassTarget implements RosterTarget {
  private static final String TERMS = "termSourcedIds";
  private static final String SCHOOL = "schoolSourcedId";

  private final RosterScene roster;
  private final SchoolClasses classes;
  private final ClassPlaces places;
  private final ImportedOrganisation imported;
  private final ImportedPeople people;

  ClassTarget(
      RosterScene roster,
      SchoolClasses classes,
      ClassPlaces places,
      ImportedOrganisation imported,
      ImportedPeople people) {
    this.roster = roster;
    this.classes = classes;
    this.places = places;
    this.imported = imported;
    this.people = people;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces orgs = roster.orgs(scene);
    Map<String, UUID> links =
        roster.links(
            scene,
            RosterFile.CLASSES,
            rows.stream().map(row -> row.required(Findings.ID)).toList());
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, orgs, links));
    }
    return findings;
  }

  private Finding find(Scene scene, ImportRow row, OrgPlaces orgs, Map<String, UUID> links)
      throws SQLException {
    String id = row.required(Findings.ID);
    RosterIndex index = RosterScene.index(scene);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, SCHOOL, RosterFile.ORGS);
    Findings.reference(faults, index, row, "courseSourcedId", RosterFile.COURSES);
    terms(index, row, faults);
    if (!RosterIndex.isHomeroom(index.line(RosterFile.CLASSES, id))) {
      faults.add(CellFault.warning("classType", Message.of("oneroster.left-out-group")));
      return Findings.same(row, faults);
    }
    facts(scene, row, orgs, faults);
    Optional<SchoolClass> there = places.find(scene, id, orgs, links);
    if (there.isEmpty()) {
      return Finding.absent(faults);
    }
    boolean noted = links.containsKey(id) || there.get().id().toString().equals(id);
    Map<String, String> values = Findings.values(row, noted);
    values.put("title", there.get().facts().name());
    int grade = there.get().facts().grade();
    if (!index.grade(index.line(RosterFile.CLASSES, id)).equals(Optional.of(grade))) {
      values.put("grades", Terms.grade(grade));
    }
    String state = state(scene, there.get().id());
    return Finding.present(new Finding.Present(there.get().id().toString(), state, values), faults);
  }

  private static void terms(RosterIndex index, ImportRow row, List<CellFault> faults) {
    List<String> terms = RosterIndex.listed(row.text(TERMS).orElse(""));
    for (String term : terms) {
      if (!index.has(RosterFile.ACADEMIC_SESSIONS, term)) {
        faults.add(
            CellFault.wrong(
                TERMS,
                Message.of(
                    "oneroster.fault-reference",
                    "value",
                    term,
                    "file",
                    RosterFile.ACADEMIC_SESSIONS.fileName())));
        return;
      }
    }
    if (terms.stream().map(index::year).distinct().count() > 1) {
      faults.add(CellFault.wrong(TERMS, Message.of("oneroster.fault-two-years")));
    }
  }

  private static void facts(Scene scene, ImportRow row, OrgPlaces orgs, List<CellFault> faults) {
    RosterIndex index = RosterScene.index(scene);
    String school = row.text(SCHOOL).orElse("");
    if (index.has(RosterFile.ORGS, school) && !orgs.isSchool(school)) {
      faults.add(CellFault.wrong(SCHOOL, Message.of("oneroster.fault-no-school")));
    }
    String title = row.text("title").orElse("");
    if (title.length() > 20) {
      faults.add(CellFault.wrong("title", Message.of("oneroster.fault-class-name")));
    }
    RosterIndex.Line line = index.line(RosterFile.CLASSES, row.required(Findings.ID));
    Optional<Integer> grade = index.grade(line);
    if (grade.isEmpty()) {
      faults.add(CellFault.wrong("grades", Message.of("oneroster.fault-grade")));
    } else if (index.has(RosterFile.ORGS, school)
        && orgs.levels(school).stream().noneMatch(level -> level.hasGrade(grade.get()))) {
      faults.add(CellFault.wrong("grades", Message.of("oneroster.fault-grade-school")));
    }
    String name = school + "/" + ClassPlaces.year(index, line).orElse(0) + "/" + title;
    if (scene.pending().note("class names", name, row.number()).isPresent()) {
      faults.add(CellFault.wrong("title", Message.of("oneroster.fault-class-doubled")));
    }
  }

  private String state(Scene scene, UUID id) throws SQLException {
    return ImportedOrganisation.state(imported.snapshot(scene.transaction(), Thing.CLASS, id));
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    RosterIndex index = RosterScene.index(scene);
    RosterIndex.Line line = index.line(RosterFile.CLASSES, row.required(Findings.ID));
    Unit unit = RosterScene.kept(scene).unit(row.required(SCHOOL)).orElseThrow();
    ClassFacts facts =
        new ClassFacts(
            ClassPlaces.year(index, line).orElseThrow(),
            index.grade(line).orElseThrow(),
            row.required("title"),
            null);
    SchoolClass made = roster.join(scene, () -> classes.add(unit.id(), facts));
    String link =
        roster.link(scene, RosterFile.CLASSES, row.required(Findings.ID), made.id(), false);
    return written(scene, made.id(), new Trace(true, link, unit.id(), ""));
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    UUID id = UUID.fromString(present.id());
    RosterIndex index = RosterScene.index(scene);
    RosterIndex.Line line = index.line(RosterFile.CLASSES, row.required(Findings.ID));
    SchoolClass now = roster.join(scene, () -> classes.get(id));
    String before = imported.snapshot(scene.transaction(), Thing.CLASS, id);
    ClassFacts facts =
        new ClassFacts(
            now.facts().year(),
            index.grade(line).orElseThrow(),
            row.required("title"),
            now.facts().homeroom());
    if (!facts.equals(now.facts())) {
      SchoolClass ignored = roster.join(scene, () -> classes.update(id, now.version(), facts));
    }
    boolean known = present.values().containsKey(Findings.ID);
    String link = roster.link(scene, RosterFile.CLASSES, row.required(Findings.ID), id, known);
    return written(scene, id, new Trace(false, link, now.unit(), before));
  }

  private Written written(Scene scene, UUID id, Trace trace) throws SQLException {
    return new Written(id.toString(), state(scene, id), trace.written());
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    UUID id = UUID.fromString(written.id());
    Trace trace = Trace.of(String.valueOf(written.before()));
    if (!state(scene, id).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    if (trace.made() && people.isUsed(scene.transaction(), id)) {
      return Undone.IN_USE;
    }
    roster.unlink(scene, RosterFile.CLASSES, trace);
    if (trace.made()) {
      imported.remove(scene.transaction(), Thing.CLASS, id, trace.about());
    } else {
      imported.restore(scene.transaction(), Thing.CLASS, id, trace.about(), trace.snapshot());
    }
    return Undone.RESTORED;
  }
}
