package org.khue.cloud.exchange.oneroster;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.model.CalendarFault;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.platform.imports.CellFault;
import org.khue.cloud.platform.imports.Finding;
import org.khue.cloud.platform.imports.ImportRow;
import org.khue.cloud.platform.imports.Message;
import org.khue.cloud.platform.imports.Scene;
import org.khue.cloud.platform.imports.Undone;
import org.khue.cloud.platform.imports.Written;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Reach;

/// School years and terms from `academicSessions.csv`. A session of the binding belongs to no unit:
/// it is compared with, and written to, the calendars of those schools that teach a class in it.
/// Whichever line of a year is written first writes the whole year.
final class SessionTarget implements RosterTarget {
  private static final String START = "startDate";
  private static final String END = "endDate";

  private final RosterScene roster;
  private final Calendars calendars;
  private final SessionWriting writing;
  private final Access access;

  SessionTarget(RosterScene roster, Calendars calendars, SessionWriting writing, Access access) {
    this.roster = roster;
    this.calendars = calendars;
    this.writing = writing;
    this.access = access;
  }

  @Override
  public List<Finding> find(Scene scene, List<ImportRow> rows) throws SQLException {
    OrgPlaces places = roster.orgs(scene);
    List<Finding> findings = new ArrayList<>();
    for (ImportRow row : rows) {
      findings.add(find(scene, row, places));
    }
    return findings;
  }

  private Finding find(Scene scene, ImportRow row, OrgPlaces places) {
    RosterIndex index = RosterScene.index(scene);
    String id = row.required(Findings.ID);
    List<CellFault> faults = new ArrayList<>();
    Findings.reference(faults, index, row, "parentSourcedId", RosterFile.ACADEMIC_SESSIONS);
    Findings.order(faults, row, START, END);
    boolean isYear = index.line(RosterFile.ACADEMIC_SESSIONS, id).at("type").equals("schoolYear");
    String yearId = isYear ? id : row.text("parentSourcedId").orElse("");
    Optional<FileYear> year = FileYear.of(index, yearId);
    boolean isTerm = FileYear.isTerm(index.line(RosterFile.ACADEMIC_SESSIONS, id));
    if (!faults.isEmpty() || !isYear && !isTerm || year.isEmpty()) {
      if (isYear && year.isEmpty() && faults.isEmpty()) {
        faults.add(CellFault.wrong(START, Message.of("oneroster.fault-year-dates")));
      }
      return Findings.same(row, faults);
    }
    int place = year.get().termIds().indexOf(id);
    if (isTerm && place < 0) {
      return Findings.same(row, faults); // a part of a term
    }
    faults(year.get(), place, faults);
    Set<String> schools = FileYear.schools(index, yearId);
    List<Calendar> now = new ArrayList<>();
    for (String school : schools) {
      Optional<Unit> unit = places.unit(school);
      Optional<Calendar> calendar =
          roster.join(
              scene,
              () -> calendars.find(unit.map(Unit::id).orElse(Reach.ROOT), year.get().year()));
      calendar.ifPresent(now::add);
    }
    boolean differs =
        now.size() < schools.size()
            || now.stream().anyMatch(calendar -> !year.get().equalsDays(calendar.days()));
    if (differs && !access.mayAt("calendar.write", scene.unit())) {
      faults.add(CellFault.wrong(START, Message.of("oneroster.fault-calendar-right")));
    }
    return now.size() < schools.size()
        ? Finding.absent(faults)
        : Finding.present(present(row, now, year.get(), place), faults);
  }

  private static void faults(FileYear year, int place, List<CellFault> faults) {
    for (CalendarFault fault : year.calendar(null).faults()) {
      String field = fault.field();
      if (place >= 0 && field.startsWith("terms[" + place + "]")) {
        faults.add(CellFault.wrong(START, Message.of("oneroster.fault-term")));
      } else if (place < 0 && field.equals("terms")) {
        faults.add(CellFault.wrong(START, Message.of("oneroster.fault-terms")));
      } else if (place < 0 && field.equals("starts")) {
        faults.add(CellFault.wrong(START, Message.of("oneroster.fault-year")));
      }
    }
  }

  /// What the calendars say now: where one differs from the line, what it says.
  private static Finding.Present present(
      ImportRow row, List<Calendar> now, FileYear year, int place) {
    Map<String, String> values = Findings.values(row, true);
    StringJoiner version = new StringJoiner(" ");
    for (Calendar calendar : now) {
      version.add(calendar.id() + ":" + calendar.version());
      put(values, START, row, place < 0 ? calendar.days().starts() : starts(calendar, place));
      LocalDate last = place < 0 ? calendar.days().ends() : ends(calendar, place);
      put(values, END, row, last == null ? null : last.plusDays(1));
    }
    return new Finding.Present(year.year() + "." + place, version.toString(), values);
  }

  private static void put(
      Map<String, String> values, String column, ImportRow row, @Nullable LocalDate now) {
    String text = now == null ? "" : now.toString();
    if (!text.equals(row.text(column).orElse(""))) {
      values.put(column, text);
    }
  }

  private static @Nullable LocalDate starts(Calendar calendar, int place) {
    List<Term> terms = calendar.days().terms();
    return place < terms.size() ? terms.get(place).starts() : null;
  }

  private static @Nullable LocalDate ends(Calendar calendar, int place) {
    List<Term> terms = calendar.days().terms();
    return place < terms.size() ? terms.get(place).ends() : null;
  }

  @Override
  public Written insert(Scene scene, ImportRow row) throws SQLException {
    return writing.write(scene, row.required(Findings.ID));
  }

  @Override
  public Written update(Scene scene, ImportRow row, Finding.Present present) throws SQLException {
    return writing.write(scene, row.required(Findings.ID));
  }

  @Override
  public Undone undo(Scene scene, Written written) throws SQLException {
    return writing.undo(scene, written);
  }
}
