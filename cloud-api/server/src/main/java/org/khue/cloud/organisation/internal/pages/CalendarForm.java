package org.khue.cloud.organisation.internal.pages;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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

/// The form of a school's calendar: the days of its terms, and the bell times as lines such as
/// `7:00-7:45`. Holidays are those of the calendar that it started from.
final class CalendarForm {
  static final String VERSION = "version";

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");
  private static final String WEEKDAYS = "weekdays";
  private static final int PERIOD_LINES = 6;

  private final Text text;
  private final Calendar calendar;

  CalendarForm(Text text, Calendar calendar) {
    this.text = text;
    this.calendar = calendar;
  }

  FormSpec spec(UUID unit) {
    String page = "/units/" + unit + "/calendar/" + calendar.days().year();
    List<Field> fields = new ArrayList<>();
    for (Term term : calendar.days().terms()) {
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
    for (Shift shift : Shift.values()) {
      fields.add(
          Field.area(shift.code(), UnitWords.shift(text, shift), PERIOD_LINES)
              .upTo(400)
              .withHint(text.t("org.periods-hint")));
    }
    fields.add(Field.hidden(VERSION));
    return new FormSpec(
        "calendar-" + unit + "-" + calendar.days().year(),
        page,
        text.t("org.save"),
        "/units/" + unit + "/calendar",
        true,
        fields);
  }

  private static String start(Term term) {
    return "term-" + term.number() + "-starts";
  }

  private static String end(Term term) {
    return "term-" + term.number() + "-ends";
  }

  FormInput filled(UUID unit) {
    FormInput input = spec(unit).blank();
    SchoolCalendar days = calendar.days();
    for (Term term : days.terms()) {
      input = input.filled(start(term), term.starts()).filled(end(term), term.ends());
    }
    input =
        input.filled(
            WEEKDAYS,
            days.weekdays().stream().sorted().map(day -> String.valueOf(day.getValue())).toList());
    for (Shift shift : Shift.values()) {
      input =
          input.filled(
              shift.code(),
              days.periods().stream()
                  .filter(period -> period.shift() == shift)
                  .map(period -> CLOCK.format(period.starts()) + "-" + CLOCK.format(period.ends()))
                  .collect(Collectors.joining("\n")));
    }
    String version = calendar.unit().equals(unit) ? String.valueOf(calendar.version()) : "0";
    return input.filled(VERSION, version);
  }

  /// Notes at their fields what in a form that was read cannot be.
  FormInput checked(FormInput read) {
    FormInput input = read;
    for (Shift shift : Shift.values()) {
      if (periods(shift, input.text(shift.code())).isEmpty()) {
        input = input.reject(shift.code(), text.t("org.bad-periods"));
      }
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
      case YEAR_DATES -> input.reject(text.t("org.bad-year"));
      case NO_WEEKDAYS -> input.reject(WEEKDAYS, text.t("org.no-weekdays"));
      case TERM_NUMBERS, TERM_DATES -> input.reject(text.t("org.bad-terms"));
      case TERMS_OVERLAP -> input.reject(text.t("org.terms-overlap"));
      case HOLIDAY_DATES, HOLIDAYS_OVERLAP, HOLIDAY_NAME ->
          input.reject(text.t("org.bad-holidays"));
      case PERIOD_NUMBERS, PERIOD_TIMES, PERIODS_OVERLAP ->
          input.reject(
              days.periods().get(index(fault.field())).shift().code(),
              text.t("org.periods-overlap"));
    };
  }

  private static int index(String field) {
    return new BigDecimal(field.replaceAll("\\D", "")).intValueExact();
  }

  /// The calendar that a sound form says.
  SchoolCalendar days(FormInput input) {
    SchoolCalendar before = calendar.days();
    List<Term> terms =
        before.terms().stream()
            .map(term -> new Term(term.number(), date(input, start(term)), date(input, end(term))))
            .toList();
    Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
    input.choices(WEEKDAYS).forEach(day -> weekdays.add(DayOfWeek.of(Integer.parseInt(day))));
    List<Period> periods = new ArrayList<>();
    for (Shift shift : Shift.values()) {
      periods.addAll(periods(shift, input.text(shift.code())).orElseThrow());
    }
    return new SchoolCalendar(
        before.year(), before.starts(), before.ends(), weekdays, terms, before.holidays(), periods);
  }

  private static LocalDate date(FormInput input, String field) {
    return Objects.requireNonNull(input.date(field));
  }

  /// The periods that lines name; empty if a line is none.
  static Optional<List<Period>> periods(Shift shift, String lines) {
    List<Period> periods = new ArrayList<>();
    for (String line : lines.lines().map(String::strip).filter(l -> !l.isEmpty()).toList()) {
      String[] times = line.split("\\s*[-–]\\s*", -1);
      try {
        LocalTime starts = LocalTime.parse(times[0].replace('h', ':').replace('.', ':'), CLOCK);
        LocalTime ends =
            LocalTime.parse(times[times.length - 1].replace('h', ':').replace('.', ':'), CLOCK);
        if (times.length != 2) {
          return Optional.empty();
        }
        periods.add(new Period(shift, periods.size() + 1, starts, ends));
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
    return Optional.of(periods);
  }
}
