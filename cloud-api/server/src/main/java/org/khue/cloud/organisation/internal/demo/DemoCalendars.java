package org.khue.cloud.organisation.internal.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.DemoCity;
import org.khue.cloud.organisation.Level;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.platform.security.Reach;

/// Two school years: the city's template, which secondary schools go by, and those of the others.
final class DemoCalendars {
  private static final Set<DayOfWeek> TO_FRIDAY = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> TO_SATURDAY =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
  private static final int[] PAUSES = {5, 20, 5, 5, 5};

  private final List<Calendar> calendars = new ArrayList<>();

  DemoCalendars() {
    List<Period> periods = new ArrayList<>();
    shift(periods, Shift.MORNING, LocalTime.of(7, 0), 45, 5);
    shift(periods, Shift.AFTERNOON, LocalTime.of(13, 0), 45, 5);
    both("SK", Reach.ROOT, TO_SATURDAY, periods);
  }

  List<Calendar> all() {
    return calendars;
  }

  /// Gives a unit calendars of its own where the city's template does not fit.
  void add(Unit unit) {
    List<Level> levels = unit.facts().levels();
    List<Period> periods = new ArrayList<>();
    if (unit.kind() == UnitKind.CONTINUING_EDUCATION) {
      shift(periods, Shift.EVENING, LocalTime.of(18, 0), 45, 4);
      both(unit.code(), unit.id(), TO_SATURDAY, periods);
    } else if (levels.equals(List.of(Level.PRESCHOOL))) {
      both(unit.code(), unit.id(), TO_FRIDAY, periods);
    } else if (levels.equals(List.of(Level.PRIMARY))) {
      shift(periods, Shift.MORNING, LocalTime.of(7, 30), 35, 4);
      shift(periods, Shift.AFTERNOON, LocalTime.of(14, 0), 35, 3);
      both(unit.code(), unit.id(), TO_FRIDAY, periods);
    }
  }

  private void both(String code, UUID unit, Set<DayOfWeek> weekdays, List<Period> periods) {
    for (SchoolCalendar year : List.of(year2025(weekdays, periods), year2026(weekdays, periods))) {
      UUID id = DemoCity.id("calendar", code, String.valueOf(year.year()));
      calendars.add(new Calendar(id, unit, year, 1));
    }
  }

  private static SchoolCalendar year2025(Set<DayOfWeek> weekdays, List<Period> periods) {
    return new SchoolCalendar(
        2025,
        LocalDate.of(2025, 9, 5),
        LocalDate.of(2026, 5, 31),
        weekdays,
        List.of(
            new Term(1, LocalDate.of(2025, 9, 8), LocalDate.of(2026, 1, 17)),
            new Term(2, LocalDate.of(2026, 1, 19), LocalDate.of(2026, 5, 30))),
        List.of(
            newYear(2026),
            tet(LocalDate.of(2026, 2, 9), LocalDate.of(2026, 2, 22)),
            kings(LocalDate.of(2026, 4, 27)),
            victory(2026)),
        periods);
  }

  private static SchoolCalendar year2026(Set<DayOfWeek> weekdays, List<Period> periods) {
    return new SchoolCalendar(
        2026,
        LocalDate.of(2026, 9, 5),
        LocalDate.of(2027, 5, 31),
        weekdays,
        List.of(
            new Term(1, LocalDate.of(2026, 9, 7), LocalDate.of(2027, 1, 16)),
            new Term(2, LocalDate.of(2027, 1, 18), LocalDate.of(2027, 5, 29))),
        List.of(
            newYear(2027),
            tet(LocalDate.of(2027, 2, 1), LocalDate.of(2027, 2, 14)),
            kings(LocalDate.of(2027, 4, 16)),
            victory(2027)),
        periods);
  }

  private static Holiday newYear(int year) {
    LocalDate day = LocalDate.of(year, 1, 1);
    return new Holiday(day, day, "Tết Dương lịch", "New Year");
  }

  private static Holiday tet(LocalDate first, LocalDate last) {
    return new Holiday(first, last, "Tết Nguyên đán", "Lunar New Year");
  }

  private static Holiday kings(LocalDate day) {
    return new Holiday(day, day, "Giỗ Tổ Hùng Vương", "Hùng Kings' Day");
  }

  private static Holiday victory(int year) {
    return new Holiday(
        LocalDate.of(year, 4, 30),
        LocalDate.of(year, 5, 1),
        "Ngày Chiến thắng và Quốc tế Lao động",
        "Reunification Day and Labour Day");
  }

  private static void shift(
      List<Period> periods, Shift shift, LocalTime begins, int minutes, int count) {
    LocalTime start = begins;
    for (int number = 1; number <= count; number++) {
      LocalTime end = start.plusMinutes(minutes);
      periods.add(new Period(shift, number, start, end));
      start = end.plusMinutes(PAUSES[number - 1]);
    }
  }
}
