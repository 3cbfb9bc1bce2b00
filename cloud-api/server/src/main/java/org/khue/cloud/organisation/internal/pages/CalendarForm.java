package org.khue.cloud.organisation.internal.pages;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.model.CalendarFault;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.Shift;
import org.khue.cloud.organisation.model.Term;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.form.Kind;
import org.khue.web.i18n.Text;

/// The form of a school year: its days and those of its terms; holidays, swapped days and bell
/// times as [CalendarLines].
final class CalendarForm {
  private static final String STARTS = "starts";
  private static final String ENDS = "ends";
  private static final String WEEKDAYS = "weekdays";
  private static final String HOLIDAYS = "holidays";
  private static final String SWAPPED = "swapped";
  private static final int LINES = 6;
  private static final int LONGEST = 4_000;

  private final Text text;
  private final UUID unit;
  private final SchoolCalendar start;
  private final boolean fresh;
  private final int version;

  /// @param start what the form begins with
  /// @param fresh whether it is a school year that is not there yet
  /// @param version of the unit's own calendar; 0 where it has none of that year
  private CalendarForm(Text text, UUID unit, SchoolCalendar start, boolean fresh, int version) {
    this.text = text;
    this.unit = unit;
    this.start = start;
    this.fresh = fresh;
    this.version = version;
  }

  /// A year that is there, of the unit's own or taken over from the city's.
  static CalendarForm of(Text text, UUID unit, Calendar calendar) {
    int version = calendar.unit().equals(unit) ? calendar.version() : 0;
    return new CalendarForm(text, unit, calendar.days(), false, version);
  }

  /// The year after the newest of those.
  ///
  /// @param known the newest first
  static CalendarForm next(Text text, UUID unit, List<Calendar> known, LocalDate today) {
    SchoolCalendar start =
        known.isEmpty() ? usual(today.getYear()) : later(known.getFirst().days());
    return new CalendarForm(text, unit, start, true, 0);
  }

  private static SchoolCalendar usual(int year) {
    LocalDate begins = LocalDate.of(year, Month.SEPTEMBER, 5);
    LocalDate ends = LocalDate.of(year + 1, Month.MAY, 31);
    return new SchoolCalendar(
        year,
        begins,
        ends,
        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
        List.of(
            new Term(1, begins, LocalDate.of(year + 1, Month.JANUARY, 16)),
            new Term(2, LocalDate.of(year + 1, Month.JANUARY, 18), ends)),
        List.of(),
        List.of());
  }

  /// Holidays move with the moon: they are written anew each year.
  private static SchoolCalendar later(SchoolCalendar last) {
    return new SchoolCalendar(
        last.year() + 1,
        last.starts().plusYears(1),
        last.ends().plusYears(1),
        last.weekdays(),
        last.terms().stream()
            .map(term ->
                new Term(term.number(), term.starts().plusYears(1), term.ends().plusYears(1)))
            .toList(),
        List.of(),
        last.periods());
  }

  int year() {
    return start.year();
  }

  FormSpec spec() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.date(STARTS, text.t("org.year-starts")).asRequired());
    fields.add(Field.date(ENDS, text.t("org.year-ends")).asRequired());
    for (Term term : start.terms()) {
      fields.add(
          Field.date(start(term), text.t("org.term-starts", "n", term.number())).asRequired());
      fields.add(Field.date(end(term), text.t("org.term-ends", "n", term.number())).asRequired());
    }
    fields.add(
        Field.choices(
                WEEKDAYS,
                text.t("org.weekdays"),
                Stream.of(DayOfWeek.values())
                    .map(day ->
                        new Kind.Option(
                            String.valueOf(day.getValue()), CalendarPage.weekday(text, day)))
                    .toList())
            .asRequired());
    fields.add(lines(HOLIDAYS, text.t("org.holidays"), text.t("org.holidays-hint")));
    fields.add(lines(SWAPPED, text.t("org.swapped"), text.t("org.swapped-hint")));
    for (Shift shift : Shift.values()) {
      fields.add(lines(shift.code(), UnitWords.shift(text, shift), text.t("org.periods-hint")));
    }
    fields.add(Field.hidden(Versions.FIELD));
    String page = "/units/" + unit + "/calendar";
    return new FormSpec(
        "calendar-" + unit + (fresh ? "-new" : "-" + start.year()),
        page + (fresh ? "/new" : "/" + start.year()),
        text.t("org.save"),
        page,
        true,
        fields);
  }

  private static Field lines(String key, String label, String hint) {
    return Field.area(key, label, LINES).upTo(LONGEST).withHint(hint);
  }

  private static String start(Term term) {
    return "term-" + term.number() + "-starts";
  }

  private static String end(Term term) {
    return "term-" + term.number() + "-ends";
  }

  FormInput filled() {
    FormInput input = spec().blank().filled(STARTS, start.starts()).filled(ENDS, start.ends());
    for (Term term : start.terms()) {
      input = input.filled(start(term), term.starts()).filled(end(term), term.ends());
    }
    for (Shift shift : Shift.values()) {
      List<Period> periods =
          start.periods().stream().filter(period -> period.shift() == shift).toList();
      input = input.filled(shift.code(), CalendarLines.ofPeriods(periods));
    }
    return input
        .filled(
            WEEKDAYS,
            start.weekdays().stream().sorted().map(day -> String.valueOf(day.getValue())).toList())
        .filled(HOLIDAYS, CalendarLines.ofHolidays(start.holidays()))
        .filled(SWAPPED, CalendarLines.ofSwapped(start.swapped()))
        .filled(Versions.FIELD, String.valueOf(version));
  }

  /// Notes at their fields what in a form that was read cannot be.
  FormInput checked(FormInput read) {
    FormInput input = read;
    for (Shift shift : Shift.values()) {
      if (CalendarLines.periods(shift, input.text(shift.code())).isEmpty()) {
        input = input.reject(shift.code(), text.t("org.bad-periods"));
      }
    }
    if (CalendarLines.holidays(input.text(HOLIDAYS)).isEmpty()) {
      input = input.reject(HOLIDAYS, text.t("org.bad-holiday-lines"));
    }
    if (CalendarLines.swapped(input.text(SWAPPED)).isEmpty()) {
      input = input.reject(SWAPPED, text.t("org.bad-swapped-lines"));
    }
    if (!input.valid()) {
      return input;
    }
    SchoolCalendar days = days(input);
    for (CalendarFault fault : days.faults()) {
      input = reject(input, days, fault);
    }
    return input;
  }

  private FormInput reject(FormInput input, SchoolCalendar days, CalendarFault fault) {
    return switch (fault.rule()) {
      case YEAR_DATES -> input.reject(STARTS, text.t("org.bad-year"));
      case NO_WEEKDAYS -> input.reject(WEEKDAYS, text.t("org.no-weekdays"));
      case TERM_NUMBERS -> input.reject(text.t("org.bad-terms"));
      case TERM_DATES -> input.reject(start(term(days, fault)), text.t("org.bad-terms"));
      case TERMS_OVERLAP -> input.reject(start(term(days, fault)), text.t("org.terms-overlap"));
      case HOLIDAY_DATES, HOLIDAYS_OVERLAP, HOLIDAY_NAME ->
          input.reject(HOLIDAYS, text.t("org.bad-holidays"));
      case SWAPPED_DAYS -> input.reject(SWAPPED, text.t("org.bad-swapped"));
      case PERIOD_NUMBERS, PERIOD_TIMES, PERIODS_OVERLAP ->
          input.reject(
              days.periods().get(index(fault.field())).shift().code(),
              text.t("org.periods-overlap"));
    };
  }

  private static Term term(SchoolCalendar days, CalendarFault fault) {
    return days.terms().get(index(fault.field()));
  }

  private static int index(String field) {
    return new BigDecimal(field.replaceAll("\\D", "")).intValueExact();
  }

  /// The school year that a sound form says.
  SchoolCalendar days(FormInput input) {
    List<Term> terms =
        start.terms().stream()
            .map(term -> new Term(term.number(), date(input, start(term)), date(input, end(term))))
            .toList();
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    input.choices(WEEKDAYS).forEach(day -> weekdays.add(DayOfWeek.of(Integer.parseInt(day))));
    List<Period> periods = new ArrayList<>();
    for (Shift shift : Shift.values()) {
      periods.addAll(CalendarLines.periods(shift, input.text(shift.code())).orElseThrow());
    }
    LocalDate starts = date(input, STARTS);
    return new SchoolCalendar(
        fresh ? starts.getYear() : start.year(),
        starts,
        date(input, ENDS),
        weekdays,
        terms,
        CalendarLines.holidays(input.text(HOLIDAYS)).orElseThrow(),
        periods,
        CalendarLines.swapped(input.text(SWAPPED)).orElseThrow());
  }

  private static LocalDate date(FormInput input, String field) {
    return Objects.requireNonNull(input.date(field));
  }
}
