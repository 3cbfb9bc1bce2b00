package org.khue.cloud.exchange.oneroster;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.khue.cloud.organisation.ImportedOrganisation;
import org.khue.cloud.organisation.ImportedOrganisation.Thing;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Ownership;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.ImportedPeople;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Units from `orgs.csv`. Of a unit that is there the name changes, nothing else; a new one comes
/// below its parent, or below the unit that the roster is for.
final class OrgTarget implements RosterTarget {
  private static final Pattern CODE = Pattern.compile("[A-Z0-9][A-Z0-9.-]{1,29}");
  private static final String PARENT = "parentSourcedId";

  private final RosterScene roster;
  private final Units units;
  private final ImportedOrganisation imported;
  private final ImportedPeople people;

  OrgTarget(RosterScene roster, Units units, ImportedOrganisation imported, ImportedPeople people) {
    this.roster = roster;
    this.units = units;
    this.imported = imported;
    this.people = people;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    Map<String, UUID> codes = new HashMap<>();
    roster.join(scene, units::all).forEach(unit -> codes.put(unit.code(), unit.id()));
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, places, codes));
    }
    return findings;
  }

  private Finding find(Scene scene, ImportRow row, OrgPlaces places, Map<String, UUID> codes)
      throws SQLException {
    String id = row.required(Findings.ID);
    if (places.isAbove(id)) {
      return Findings.leftOut(row, Findings.ID, "oneroster.left-out-above");
    }
    List<CellFault> faults = new ArrayList<>();
    Optional<Unit> there = places.unit(id);
    parent(scene, row, faults);
    if (there.isEmpty()) {
      fresh(row, places, codes, faults);
      return Finding.absent(faults);
    }
    UUID unit = there.get().id();
    if (scene.pending().note("units", unit.toString(), row.number()).isPresent()) {
      faults.add(CellFault.wrong(Findings.ID, Message.of("oneroster.fault-unit-doubled")));
    }
    Map<String, String> values = Findings.values(row, places.isNoted(id));
    values.put("name", there.get().name());
    String state =
        ImportedOrganisation.state(imported.snapshot(scene.transaction(), Thing.UNIT, unit));
    return Finding.present(new Finding.Present(unit.toString(), state, values), faults);
  }

  private static void parent(Scene scene, ImportRow row, List<CellFault> faults) {
    RosterIndex index = RosterScene.index(scene);
    Findings.reference(faults, index, row, PARENT, RosterFile.ORGS);
    Set<String> seen = new HashSet<>();
    String id = row.required(Findings.ID);
    while (!id.isEmpty() && seen.add(id)) {
      id = index.line(RosterFile.ORGS, id).at(PARENT);
    }
    if (!id.isEmpty() && id.equals(row.required(Findings.ID))) {
      faults.add(CellFault.wrong(PARENT, Message.of("oneroster.fault-cycle")));
    }
  }

  private static void fresh(
      ImportRow row, OrgPlaces places, Map<String, UUID> codes, List<CellFault> faults) {
    String id = row.required(Findings.ID);
    if (places.self().kind().teaches()) {
      faults.add(CellFault.wrong(Findings.ID, Message.of("oneroster.fault-second-school")));
      return;
    }
    if (kind(row) == UnitKind.SCHOOL && places.levels(id).isEmpty()) {
      faults.add(CellFault.wrong(OrgLines.LEVELS, Message.of("oneroster.fault-levels")));
    }
    row.text(OrgLines.LEVELS)
        .filter(levels -> RosterColumns.levels(levels).isEmpty())
        .ifPresent(levels ->
            faults.add(
                CellFault.wrong(
                    OrgLines.LEVELS, Message.of("oneroster.fault-level", "value", levels))));
    row.text("identifier")
        .filter(codes::containsKey)
        .ifPresent(code ->
            faults.add(
                CellFault.wrong(
                    "identifier", Message.of("oneroster.fault-code-taken", "value", code))));
  }

  private static UnitKind kind(ImportRow row) {
    return row.text(OrgLines.KIND)
        .map(UnitKind::ofCode)
        .orElseGet(() -> Terms.unitKind(row.text("type").orElse(Terms.SCHOOL)));
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    OrgPlaces places = RosterScene.kept(scene);
    String id = row.required(Findings.ID);
    Unit parent = places.parent(id);
    UnitKind kind = kind(row);
    List<Level> levels = kind.teaches() ? places.levels(id) : List.of();
    UnitFacts facts =
        new UnitFacts(
            code(scene, row),
            row.required("name"),
            null,
            kind,
            levels,
            row.text(OrgLines.OWNERSHIP).map(Ownership::ofCode).orElse(Ownership.PUBLIC),
            null,
            null,
            null,
            null);
    Unit unit = roster.join(scene, () -> units.create(parent.id(), scene.today(), null, facts));
    places.added(id, unit);
    String link = roster.link(scene, RosterFile.ORGS, id, unit.id(), false);
    return written(scene, unit.id(), new Trace(true, link, parent.id(), ""));
  }

  /// The code of a new unit: its identifier, or one made of where it comes from.
  private static String code(Scene scene, ImportRow row) {
    String made = scene.unit() + RosterScene.index(scene).source() + row.required(Findings.ID);
    UUID hash = UUID.nameUUIDFromBytes(made.getBytes(StandardCharsets.UTF_8));
    return row.text("identifier")
        .filter(code -> CODE.matcher(code).matches())
        .orElseGet(
            () -> "OR-" + hash.toString().substring(0, 13).toUpperCase(java.util.Locale.ROOT));
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    UUID id = UUID.fromString(present.id());
    String before = imported.snapshot(scene.transaction(), Thing.UNIT, id);
    Unit now = roster.join(scene, () -> units.get(id));
    String name = row.required("name");
    if (!now.name().equals(name)) {
      UnitFacts facts = now.facts();
      UnitFacts renamed =
          new UnitFacts(
              facts.code(),
              name,
              facts.nameEn(),
              facts.kind(),
              facts.levels(),
              facts.ownership(),
              facts.founded(),
              facts.dissolved(),
              facts.phone(),
              facts.email());
      Unit ignored = roster.join(scene, () -> units.update(id, now.version(), renamed));
    }
    boolean known = present.values().containsKey(Findings.ID);
    String link = roster.link(scene, RosterFile.ORGS, row.required(Findings.ID), id, known);
    return written(scene, id, new Trace(false, link, id, before));
  }

  private Written written(Scene scene, UUID id, Trace trace) throws SQLException {
    String after = imported.snapshot(scene.transaction(), Thing.UNIT, id);
    return new Written(id.toString(), ImportedOrganisation.state(after), trace.written());
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    UUID id = UUID.fromString(written.id());
    Trace trace = Trace.of(String.valueOf(written.before()));
    String now = imported.snapshot(scene.transaction(), Thing.UNIT, id);
    if (!ImportedOrganisation.state(now).equals(written.version())) {
      return Undone.CHANGED_SINCE;
    }
    if (trace.made()) {
      if (people.isUsed(scene.transaction(), id)) {
        return Undone.IN_USE;
      }
      roster.unlink(scene, RosterFile.ORGS, trace);
      imported.remove(scene.transaction(), Thing.UNIT, id, trace.about());
      return Undone.RESTORED;
    }
    roster.unlink(scene, RosterFile.ORGS, trace);
    if (!now.equals(trace.snapshot())) {
      imported.restore(scene.transaction(), Thing.UNIT, id, id, trace.snapshot());
    }
    return Undone.RESTORED;
  }
}
