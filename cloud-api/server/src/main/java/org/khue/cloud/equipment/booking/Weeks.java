package org.khue.cloud.equipment.booking;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.Shift;
import org.khue.web.i18n.Text;

/// Lays the bookings of a week out by day and period.
final class Weeks {
  private final Text text;
  private final UUID school;
  private final Thing thing;
  private final boolean write;
  private final Instant now;

  /// @param write whether the reader may book
  Weeks(Text text, UUID school, Thing thing, boolean write, Instant now) {
    this.text = text;
    this.school = school;
    this.thing = thing;
    this.write = write;
    this.now = now;
  }

  static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  /// The days of a week on which there can be lessons.
  static List<LocalDate> days(Lessons lessons, LocalDate monday) {
    return monday
        .datesUntil(monday.plusDays(7))
        .filter(day ->
            lessons.days().weekdays().contains(day.getDayOfWeek())
                || lessons.days().isSchoolDay(day))
        .toList();
  }

  Week of(Lessons lessons, LocalDate monday, List<Booking> bookings) {
    List<LocalDate> days = days(lessons, monday);
    List<String> heads =
        days.stream().map(day -> text.day(day.atStartOfDay(lessons.zone()).toInstant())).toList();
    List<Week.Row> rows = new ArrayList<>();
    for (Period period : lessons.days().periods()) {
      List<Week.Cell> cells = new ArrayList<>();
      for (LocalDate day : days) {
        cells.add(cell(lessons, day, period, bookings));
      }
      rows.add(new Week.Row(name(text, period), hours(period), cells));
    }
    return new Week(heads, rows);
  }

  private Week.Cell cell(Lessons lessons, LocalDate day, Period period, List<Booking> bookings) {
    Interval span = lessons.span(day, period, period);
    for (Booking booking : bookings) {
      if (booking.starts().isBefore(span.end()) && span.start().isBefore(booking.ends())) {
        return new Week.Cell(booking.byName(), booking.purpose(), "", "");
      }
    }
    boolean open = write && lessons.days().isSchoolDay(day) && span.end().isAfter(now);
    String href = open ? form(school, thing) + "&day=" + day + "&period=" + code(period) : "";
    String explain =
        open ? text.t("booking.book-at", "period", name(text, period), "day", text.date(day)) : "";
    return new Week.Cell("", "", href, explain);
  }

  static String page(UUID school, Thing thing) {
    return "/bookings/schools/" + school + "?thing=" + thing.text();
  }

  static String form(UUID school, Thing thing) {
    return "/bookings/schools/" + school + "/new?thing=" + thing.text();
  }

  /// As forms and addresses name a period.
  static String code(Period period) {
    return period.shift().code() + "-" + period.number();
  }

  static String name(Text text, Period period) {
    return text.t("booking.period", "shift", shift(text, period.shift()), "n", period.number());
  }

  static String hours(Period period) {
    return period.starts() + "–" + period.ends();
  }

  private static String shift(Text text, Shift shift) {
    return switch (shift) {
      case MORNING -> text.t("booking.morning");
      case AFTERNOON -> text.t("booking.afternoon");
      case EVENING -> text.t("booking.evening");
    };
  }
}
