package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.ImportedOrganisation;
import org.khue.cloud.organisation.ImportedOrganisation.Thing;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;

/// Writes school years into the calendars of schools, and takes them back.
final class SessionWriting {
  private final RosterScene roster;
  private final Calendars calendars;
  private final ImportedOrganisation imported;

  SessionWriting(RosterScene roster, Calendars calendars, ImportedOrganisation imported) {
    this.roster = roster;
    this.calendars = calendars;
    this.imported = imported;
  }

  /// A calendar that was written.
  ///
  /// @param state as it was left
  /// @param snapshot as it was before; empty when it was new
  private record Touched(UUID calendar, UUID unit, String state, String snapshot) {
    private static final int PARTS = 4;

    String written() {
      return String.join("\t", calendar.toString(), unit.toString(), state, snapshot);
    }

    static Touched of(String line) {
      String[] parts = line.split("\t", PARTS);
      return new Touched(UUID.fromString(parts[0]), UUID.fromString(parts[1]), parts[2], parts[3]);
    }
  }

  /// Writes the whole year of a line where that is not done yet.
  Written write(Scene scene, String session) throws SQLException {
    RosterIndex index = RosterScene.index(scene);
    String yearId = index.yearLine(session).orElseThrow();
    FileYear year = FileYear.of(index, yearId).orElseThrow();
    List<String> touched = new ArrayList<>();
    for (String school : FileYear.schools(index, yearId)) {
      UUID unit = RosterScene.kept(scene).unit(school).orElseThrow().id();
      Optional<Calendar> now = roster.join(scene, () -> calendars.find(unit, year.year()));
      if (now.isEmpty() || !year.equalsDays(now.get().days())) {
        touched.add(write(scene, unit, year, now).written());
      }
    }
    return new Written(session, "", String.join("\n", touched));
  }

  private Touched write(Scene scene, UUID unit, FileYear year, Optional<Calendar> now)
      throws SQLException {
    boolean own = now.isPresent() && now.get().unit().equals(unit);
    String before =
        own ? imported.snapshot(scene.transaction(), Thing.CALENDAR, now.get().id()) : "";
    var days = year.calendar(now.map(Calendar::days).orElse(null));
    Calendar written =
        roster.join(
            scene,
            () ->
                own
                    ? calendars.update(unit, now.get().version(), days)
                    : calendars.add(unit, days));
    return new Touched(written.id(), unit, state(scene, written.id()), before);
  }

  private String state(Scene scene, UUID calendar) throws SQLException {
    return ImportedOrganisation.state(
        imported.snapshot(scene.transaction(), Thing.CALENDAR, calendar));
  }

  Undone undo(Scene scene, Written written) throws SQLException {
    List<Touched> touched = new ArrayList<>();
    for (String line : String.valueOf(written.before()).split("\n", -1)) {
      if (!line.isEmpty()) {
        touched.add(Touched.of(line));
      }
    }
    for (Touched some : touched) {
      if (!state(scene, some.calendar()).equals(some.state())) {
        return Undone.CHANGED_SINCE;
      }
    }
    for (Touched some : touched) {
      if (some.snapshot().isEmpty()) {
        imported.remove(scene.transaction(), Thing.CALENDAR, some.calendar(), some.unit());
      } else {
        imported.restore(
            scene.transaction(), Thing.CALENDAR, some.calendar(), some.unit(), some.snapshot());
      }
    }
    return Undone.RESTORED;
  }
}
