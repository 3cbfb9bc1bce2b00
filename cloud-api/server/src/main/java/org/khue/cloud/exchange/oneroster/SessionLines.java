package org.khue.cloud.exchange.oneroster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Term;

/// School years and their terms as lines of `academicSessions.csv`. The binding's end of a session
/// is the day after its last one.
final class SessionLines {
  static final String YEAR = "schoolYear";
  private static final int TWO = 2;

  private final Sheet sheet = new Sheet(RosterFile.ACADEMIC_SESSIONS);
  private final Map<UUID, List<String>> terms = new HashMap<>();

  Sheet sheet() {
    return sheet;
  }

  /// The sourcedIds of a calendar's terms, of which lines are added when they are not there yet.
  List<String> terms(Calendar calendar) {
    return terms.computeIfAbsent(calendar.id(), id -> add(calendar));
  }

  private List<String> add(Calendar calendar) {
    SchoolCalendar days = calendar.days();
    int ends = days.year() + 1;
    sheet
        .line(calendar.id())
        .put("title", "Năm học " + days.year() + "–" + ends)
        .put("type", YEAR)
        .put("startDate", days.starts())
        .put("endDate", days.ends().plusDays(1))
        .put("schoolYear", ends);
    for (Term term : days.terms()) {
      sheet
          .line(id(calendar, term))
          .put("title", "Học kỳ " + term.number())
          .put("type", days.terms().size() == TWO ? "semester" : "term")
          .put("startDate", term.starts())
          .put("endDate", term.ends().plusDays(1))
          .put("parentSourcedId", calendar.id())
          .put("schoolYear", ends);
    }
    return days.terms().stream().map(term -> id(calendar, term)).toList();
  }

  /// A term has no id of its own.
  private static String id(Calendar calendar, Term term) {
    return calendar.id() + "." + term.number();
  }
}
