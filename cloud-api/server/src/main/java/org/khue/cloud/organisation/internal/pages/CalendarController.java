package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import org.khue.cloud.platform.security.Needs;
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
  private final Sheets sheets;
  private final Pages pages;

  CalendarController(
      Units units, Calendars calendars, UnitFrame frame, Sheets sheets, Pages pages) {
    this.units = units;
    this.calendars = calendars;
    this.frame = frame;
    this.sheets = sheets;
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
    model.put(
        "add",
        frame.may(OrganisationPages.WRITE_CALENDAR, id) ? "/units/" + id + "/calendar/new" : "");
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
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    CalendarForm form = next(text, id);
    return sheets.show(request, text, sheet(text, id, form, null), form.filled());
  }

  @Needs(OrganisationPages.WRITE_CALENDAR)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    return save(request, text, id, body, next(text, id), null);
  }

  private CalendarForm next(Text text, UUID unit) {
    LocalDate today = LocalDate.ofInstant(text.now(), text.zone());
    return CalendarForm.next(text, unit, calendars.of(unit), today);
  }

  @Needs(OrganisationPages.WRITE_CALENDAR)
  @Get("/{year}")
  HttpResponse<String> edit(HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    Calendar calendar = calendars.get(id, year);
    CalendarForm form = CalendarForm.of(text, id, calendar);
    return sheets.show(request, text, sheet(text, id, form, calendar), form.filled());
  }

  @Needs(OrganisationPages.WRITE_CALENDAR)
  @Post("/{year}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable int year, @Body String body) {
    calendars.requireWrite(id);
    Text text = pages.text(request);
    Calendar calendar = calendars.get(id, year);
    return save(request, text, id, body, CalendarForm.of(text, id, calendar), calendar);
  }

  private HttpResponse<?> save(
      HttpRequest<?> request,
      Text text,
      UUID id,
      String body,
      CalendarForm form,
      @Nullable Calendar known) {
    FormInput input = form.checked(form.spec().read(text, Posted.of(body).values()));
    return sheets.save(
        request,
        text,
        sheet(text, id, form, known),
        input,
        sound -> {
          SchoolCalendar days = form.days(sound);
          int version = Versions.seen(sound);
          if (version == 0) {
            calendars.add(id, days);
          } else {
            calendars.update(id, version, days);
          }
          return "/units/" + id + "/calendar?year=" + days.year();
        });
  }

  private static Sheet sheet(Text text, UUID unit, CalendarForm form, @Nullable Calendar known) {
    String heading =
        known == null
            ? text.t("org.add-year")
            : text.t("org.calendar-year", "year", CalendarPage.year(form.year()));
    return new Sheet(
            unit,
            heading,
            "calendar",
            known == null ? "" : known.id().toString(),
            Map.of(Sheets.CONFLICT, text.t("org.year-there")))
        .explained(text.t("org.calendar-explain"));
  }
}
