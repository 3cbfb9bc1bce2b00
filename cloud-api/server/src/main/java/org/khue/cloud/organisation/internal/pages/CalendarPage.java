package org.khue.cloud.organisation.internal.pages;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Moment;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.organisation.model.SwappedDay;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.organisation.model.Week;
import org.khue.web.Language;
import org.khue.web.i18n.Text;
import org.khue.web.part.Fact;

/// A calendar in the reader's words.
public final class CalendarPage {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm");

  private CalendarPage() {}

  /// A week.
  ///
  /// @param number as shown; empty for one without lessons
  public record WeekLine(String term, String number, String inYear, String days, boolean now) {}

  /// A period.
  public record PeriodLine(String shift, String number, String times) {}

  static String year(int year) {
    return year + "–" + (year + 1);
  }

  static List<Fact> facts(Text text, SchoolCalendar calendar) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        Fact.of(
            text.t("org.school-year"),
            text.t(
                "org.from-until",
                "first",
                text.date(calendar.starts()),
                "last",
                text.date(calendar.ends()))));
    for (Term term : calendar.terms()) {
      facts.add(
          Fact.of(text.t("org.term", "n", term.number()), days(text, term.starts(), term.ends())));
    }
    facts.add(Fact.of(text.t("org.weekdays"), weekdays(text, calendar.weekdays())));
    for (Holiday day : calendar.holidays()) {
      facts.add(Fact.of(name(text, day), days(text, day.starts(), day.ends())));
    }
    for (SwappedDay day : calendar.swapped()) {
      facts.add(
          Fact.of(
              text.date(day.day()), text.t("org.taught-as", "weekday", weekday(text, day.as()))));
    }
    return facts;
  }

  static List<PeriodLine> periods(Text text, List<Period> periods) {
    return periods.stream()
        .map(period ->
            new PeriodLine(
                UnitWords.shift(text, period.shift()),
                text.t("org.period", "n", period.number()),
                CLOCK.format(period.starts()) + "–" + CLOCK.format(period.ends())))
        .toList();
  }

  static List<WeekLine> weeks(Text text, SchoolCalendar calendar, LocalDate today) {
    return calendar.weeks().stream()
        .map(week ->
            new WeekLine(
                text.t("org.term", "n", week.term()),
                week.isCounted() ? String.valueOf(week.number()) : "",
                week.isCounted() ? String.valueOf(week.numberInYear()) : "",
                days(text, week.first(), week.last()),
                week.contains(today)))
        .toList();
  }

  /// Where this moment lies, as a sentence.
  static String now(Text text, Moment moment) {
    return switch (moment) {
      case Moment.OutsideYear outside -> text.t("org.now-outside-year");
      case Moment.BetweenTerms between -> text.t("org.now-between-terms");
      case Moment.OnHoliday(Term term, Week week, Holiday holiday) ->
          text.t("org.now-holiday", "holiday", name(text, holiday));
      case Moment.FreeDay(Term term, Week week) ->
          text.t("org.now-free-day", "week", week.number(), "term", term.number());
      case Moment.BetweenPeriods(Term term, Week week) ->
          text.t("org.now-between-periods", "week", week.number(), "term", term.number());
      case Moment.InPeriod(Term term, Week week, Period period) ->
          text.t(
              "org.now-in-period",
              "n",
              period.number(),
              "shift",
              UnitWords.shift(text, period.shift()),
              "week",
              week.number(),
              "term",
              term.number());
    };
  }

  private static String name(Text text, Holiday day) {
    String english = day.nameEn();
    return text.language() == Language.EN && english != null ? english : day.name();
  }

  private static String days(Text text, LocalDate first, LocalDate last) {
    return first.equals(last)
        ? text.date(first)
        : text.t("org.from-until", "first", text.date(first), "last", text.date(last));
  }

  private static String weekdays(Text text, Set<DayOfWeek> days) {
    return text.list(days.stream().sorted().map(day -> weekday(text, day)).toList());
  }

  static String weekday(Text text, DayOfWeek day) {
    return day.getDisplayName(TextStyle.FULL, Locale.forLanguageTag(text.language().code()));
  }
}
