package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.organisation.model.SchoolCalendar;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;
import org.khue.web.part.Tab;

/// The school year of a unit: terms, weeks, holidays and bell times.
@Controller("/units/{id}/calendar")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarController {
  private final Units units;
  private final Calendars calendars;
  private final UnitFrame frame;
  private final Pages pages;

  CalendarController(Units units, Calendars calendars, UnitFrame frame, Pages pages) {
    this.units = units;
    this.calendars = calendars;
    this.frame = frame;
    this.pages = pages;
  }

  /// @param year in which the school year begins; the newest that has begun when absent
  @Needs(OrganisationPages.READ)
  @Get
  HttpResponse<String> show(
      HttpRequest<?> request, @PathVariable UUID id, @Nullable @QueryValue Integer year) {
    Text text = pages.text(request);
    Unit unit = units.get(id);
    LocalDate today = LocalDate.ofInstant(text.now(), text.zone());
    List<Calendar> all = calendars.of(id);
    @Nullable Calendar chosen =
        all.stream()
            .filter(some ->
                year == null ? !some.days().starts().isAfter(today) : some.days().year() == year)
            .findFirst()
            .orElse(all.isEmpty() ? null : all.getFirst());
    Map<String, Object> model = new HashMap<>();
    model.put("name", UnitWords.name(text, unit));
    model.put("above", frame.above(text, unit));
    model.put("tabs", frame.tabs(text, unit, "calendar"));
    model.put("now", CalendarPage.now(text, calendars.at(id, text.now())));
    model.put("years", years(all, chosen, id));
    model.put("edit", "");
    if (chosen != null) {
      SchoolCalendar days = chosen.days();
      boolean own = chosen.unit().equals(id);
      model.put("facts", CalendarPage.facts(text, days));
      model.put("periods", CalendarPage.periods(text, days.periods()));
      model.put("weeks", CalendarPage.weeks(text, days, today));
      model.put("origin", text.t(own ? "org.calendar-own" : "org.calendar-template"));
      if (frame.may(OrganisationPages.WRITE_CALENDAR, id)) {
        model.put("edit", "/units/" + id + "/calendar/" + days.year());
        model.put("editWord", text.t(own ? "org.edit-calendar" : "org.own-calendar"));
      }
    }
    return pages.page(
        request,
        text,
        "organisation/calendar",
        OrganisationPages.SECTION,
        text.t("org.calendar-of", "unit", UnitWords.name(text, unit)),
        false,
        model);
  }

  private static List<Tab> years(List<Calendar> all, @Nullable Calendar chosen, UUID unit) {
    return all.stream()
        .map(some ->
            new Tab(
                CalendarPage.year(some.days().year()),
                "/units/" + unit + "/calendar?year=" + some.days().year(),
                some.equals(chosen)))
        .toList();
  }

  @Needs(OrganisationPages.WRITE_CALENDAR)
  @Get("/{year}")
  HttpResponse<String> edit(HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    Calendar calendar = calendars.get(id, year);
    FormInput input = new CalendarForm(text, calendar).filled(id);
    return form(HttpStatus.OK, request, text, id, year, input);
  }

  @Needs(OrganisationPages.WRITE_CALENDAR)
  @Post("/{year}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> save(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year, @Body String body) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    CalendarForm form = new CalendarForm(text, calendars.get(id, year));
    FormInput input = form.checked(form.spec(id).read(text, Posted.of(body).values()));
    if (input.valid()) {
      int version = Refusals.version(input.text(CalendarForm.VERSION));
      try {
        if (version == 0) {
          calendars.add(id, form.days(input));
        } else {
          calendars.update(id, version, form.days(input));
        }
        return Done.then("/units/" + id + "/calendar?year=" + year)
            .saying("org.saved")
            .accepting(input.form())
            .response(request);
      } catch (ProblemException refusal) {
        input = Refusals.on(text, input, refusal);
      }
    }
    return form(HttpStatus.UNPROCESSABLE_ENTITY, request, text, id, year, input);
  }

  private HttpResponse<String> form(
      HttpStatus status, HttpRequest<?> request, Text text, UUID id, int year, FormInput input) {
    Unit unit = units.get(id);
    String title = text.t("org.calendar-year", "year", CalendarPage.year(year));
    return pages.page(
        status,
        request,
        text,
        "organisation/form",
        OrganisationPages.SECTION,
        title,
        false,
        Map.of(
            "above",
            frame.above(text, unit),
            "heading",
            title,
            "explain",
            text.t("org.calendar-explain"),
            "form",
            input));
  }
}
