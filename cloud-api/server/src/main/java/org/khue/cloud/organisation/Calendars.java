package org.khue.cloud.organisation;

import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.model.CalendarFault;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Moment;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.events.ModuleEvent;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Reach;

/// School years with their terms, holidays and bell times. A unit without a calendar of its own
/// goes by the city's. Read with a right that reaches the unit (the city's: by everybody who acts),
/// changed with `calendar.write` there.
@Singleton
public final class Calendars {
  /// The type of the event that a unit's calendars changed; [Reach#ROOT] changes those of all units
  /// that have none of their own.
  public static final String CHANGED = "organisation.calendar-changed";

  private final Ground ground;
  private final ReachKeeper reach;
  private final Events events;
  private final CalendarStore store = new CalendarStore();

  Calendars(Ground ground, ReachKeeper reach, Events events) {
    this.ground = ground;
    this.reach = reach;
    this.events = events;
  }

  /// The calendars by which a unit goes: its own, and the city's of other years; the newest first.
  public List<Calendar> of(UUID unit) {
    mayRead(unit);
    Map<Integer, Calendar> byYear = new HashMap<>();
    ground.read(
        "reading calendars",
        read -> {
          store
              .of(read, Reach.ROOT)
              .forEach(calendar -> byYear.put(calendar.days().year(), calendar));
          store.of(read, unit).forEach(calendar -> byYear.put(calendar.days().year(), calendar));
          return Boolean.TRUE;
        });
    return byYear.entrySet().stream()
        .sorted(Map.Entry.<Integer, Calendar>comparingByKey().reversed())
        .map(Map.Entry::getValue)
        .toList();
  }

  /// The calendar by which a unit goes in a school year: its own, else the city's.
  ///
  /// @param year in which the school year begins
  public Optional<Calendar> find(UUID unit, int year) {
    mayRead(unit);
    return ground.read(
        "reading a calendar",
        read -> {
          Optional<Calendar> own = store.find(read, unit, year);
          return own.isPresent() ? own : store.find(read, Reach.ROOT, year);
        });
  }

  /// @throws ProblemException 404 if there is none
  public Calendar get(UUID unit, int year) {
    return find(unit, year).orElseThrow(() -> ProblemException.missing("calendar"));
  }

  /// The calendar by which a unit goes on a day.
  public Optional<Calendar> on(UUID unit, LocalDate day) {
    return of(unit).stream().filter(calendar -> calendar.days().contains(day)).findFirst();
  }

  /// In which the school year of a day begins at a unit; between two years, that of the coming one.
  public int yearOf(UUID unit, LocalDate day) {
    return on(unit, day)
        .map(calendar -> calendar.days().year())
        .orElseGet(
            () -> day.getMonth().compareTo(Month.JUNE) >= 0 ? day.getYear() : day.getYear() - 1);
  }

  /// Which term, week and period it is at a unit; [Moment.OutsideYear] where no calendar holds.
  public Moment at(UUID unit, Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, reach.zone());
    return on(unit, local.toLocalDate())
        .map(calendar -> calendar.days().at(local))
        .orElseGet(Moment.OutsideYear::new);
  }

  /// Refuses whoever may not change a unit's calendars.
  ///
  /// @throws ProblemException 403 or 404
  public void requireWrite(UUID unit) {
    ground.mayWrite(Ground.WRITE_CALENDAR, unit);
    ground.mayRead(unit);
  }

  /// Gives a unit a calendar of its own for a year that it has none for.
  ///
  /// @throws ProblemException 409 if it has one, 422 if a field is wrong
  public Calendar add(UUID unit, SchoolCalendar days) {
    ground.mayWrite(Ground.WRITE_CALENDAR, unit);
    SchoolCalendar entered = entered(days);
    requireSound(entered);
    return ground.change(
        "adding a calendar",
        transaction -> {
          if (store.find(transaction, unit, entered.year()).isPresent()) {
            throw new ProblemException(
                HttpStatus.CONFLICT,
                "The unit has a calendar of this year already. Change that one.");
          }
          UUID id = Ground.newId(transaction);
          store.insert(transaction, id, unit, entered);
          note(transaction, "calendar.created", id, unit, entered.year());
          return new Calendar(id, unit, entered, 1);
        });
  }

  /// Gives a unit the city's calendar as its own, to be changed.
  ///
  /// @throws ProblemException 404 if the city has none of that year, 409 if the unit has one
  public Calendar copyTemplate(UUID unit, int year) {
    SchoolCalendar template =
        ground
            .read("reading the template", read -> store.find(read, Reach.ROOT, year))
            .orElseThrow(() -> ProblemException.missing("calendar"))
            .days();
    return add(unit, template);
  }

  /// Replaces a unit's own calendar of the year.
  ///
  /// @param version as it was read
  /// @throws ProblemException 404 if it has none of its own, 412 if it was changed meanwhile, 422
  ///   if a field is wrong
  public Calendar update(UUID unit, int version, SchoolCalendar days) {
    ground.mayWrite(Ground.WRITE_CALENDAR, unit);
    SchoolCalendar entered = entered(days);
    requireSound(entered);
    return ground.change(
        "changing a calendar",
        transaction -> {
          Calendar own =
              store
                  .find(transaction, unit, entered.year())
                  .orElseThrow(() -> ProblemException.missing("calendar of its own"));
          store.update(transaction, own.id(), version, entered);
          note(transaction, "calendar.changed", own.id(), unit, entered.year());
          return new Calendar(own.id(), unit, entered, version + 1);
        });
  }

  /// Removes a unit's own calendar: it then goes by the city's again.
  ///
  /// @param version as it was read
  public void remove(UUID unit, int year, int version) {
    ground.mayWrite(Ground.WRITE_CALENDAR, unit);
    ground.change(
        "removing a calendar",
        transaction -> {
          Calendar own =
              store
                  .find(transaction, unit, year)
                  .orElseThrow(() -> ProblemException.missing("calendar of its own"));
          store.delete(transaction, own.id(), version);
          note(transaction, "calendar.removed", own.id(), unit, year);
          return Boolean.TRUE;
        });
  }

  private void note(Connection transaction, String action, UUID id, UUID unit, int year)
      throws SQLException {
    Map<String, Object> details = Map.of("year", year);
    ground.note(transaction, action, id, unit, details);
    events.publish(transaction, new ModuleEvent(CHANGED, unit.toString(), unit, details));
  }

  private void mayRead(UUID unit) {
    if (!unit.equals(Reach.ROOT)) {
      ground.mayRead(unit);
    }
  }

  private static SchoolCalendar entered(SchoolCalendar days) {
    List<Holiday> holidays =
        days.holidays().stream()
            .map(day ->
                new Holiday(
                    day.starts(),
                    day.ends(),
                    Entered.text(day.name()),
                    Entered.textOrNull(day.nameEn())))
            .toList();
    return new SchoolCalendar(
        days.year(),
        days.starts(),
        days.ends(),
        days.weekdays(),
        days.terms(),
        holidays,
        days.periods(),
        days.swapped());
  }

  private static void requireSound(SchoolCalendar days) {
    Faults faults = new Faults();
    for (CalendarFault fault : days.faults()) {
      faults.unless(false, fault.field(), sentence(fault.rule()));
    }
    faults.raise();
  }

  private static String sentence(CalendarFault.Rule rule) {
    return switch (rule) {
      case YEAR_DATES ->
          "A school year begins in the year that names it and ends 60 to 400 days later.";
      case NO_WEEKDAYS -> "At least one weekday has lessons.";
      case TERM_NUMBERS -> "1 to 4 terms are numbered from 1 in their order.";
      case TERM_DATES -> "A term begins before it ends, within the school year.";
      case TERMS_OVERLAP -> "A term begins after the one before it has ended.";
      case HOLIDAY_DATES -> "A holiday begins before it ends, within the school year; at most 60.";
      case HOLIDAYS_OVERLAP -> "A holiday begins after the one before it has ended.";
      case HOLIDAY_NAME -> "1 to 200 characters";
      case SWAPPED_DAYS ->
          "A swapped day lies in a term, is no holiday, stands once and takes a weekday of lessons;"
              + " at most 60.";
      case PERIOD_NUMBERS -> "The periods of a shift are numbered from 1 to 20 in their order.";
      case PERIOD_TIMES -> "A period begins before it ends.";
      case PERIODS_OVERLAP -> "A period begins when the one before it has ended, or later.";
    };
  }
}
