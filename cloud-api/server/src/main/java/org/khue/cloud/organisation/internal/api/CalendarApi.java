package org.khue.cloud.organisation.internal.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.model.Holiday;
import org.khue.cloud.organisation.model.Moment;
import org.khue.cloud.organisation.model.Period;
import org.khue.cloud.organisation.model.Term;
import org.khue.cloud.organisation.model.Week;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;
import org.khue.cloud.platform.security.Needs;

/// School years of units, with terms, holidays and bell times.
@Controller("/api/v1/units/{unit}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CalendarApi {
  private final Calendars calendars;
  private final Clock clock;

  CalendarApi(Calendars calendars, Clock clock) {
    this.calendars = calendars;
    this.clock = clock;
  }

  /// A calendar by which a unit goes.
  ///
  /// @param unit whose it is: the unit's own, or the city's
  record View(
      UUID id, UUID unit, @JsonUnwrapped CalendarBody calendar, List<Week> weeks, int version) {
    static View of(Calendar calendar) {
      return new View(
          calendar.id(),
          calendar.unit(),
          CalendarBody.of(calendar.days()),
          calendar.days().weeks(),
          calendar.version());
    }
  }

  /// Where a point in time lies.
  ///
  /// @param state `outside-year`, `between-terms`, `holiday`, `free-day`, `between-periods` or
  ///   `in-period`
  /// @param week in the term; 0 in a week without lessons
  record MomentView(
      Instant at,
      String state,
      @Nullable Integer term,
      @Nullable Integer week,
      @Nullable Integer weekInYear,
      @Nullable String holiday,
      CalendarBody.@Nullable PeriodBody period) {}

  @Get("/calendars")
  @Operation(summary = "Calendars by which a unit goes, the newest year first")
  @Needs("organisation.read")
  Page<View> list(@PathVariable UUID unit) {
    return new Page<>(calendars.of(unit).stream().map(View::of).toList(), null);
  }

  @Get("/calendars/{year}")
  @Operation(summary = "The calendar of a school year")
  @Needs("organisation.read")
  HttpResponse<View> get(HttpRequest<?> request, @PathVariable UUID unit, @PathVariable int year) {
    Calendar calendar = calendars.get(unit, year);
    return ETags.answer(request, View.of(calendar), calendar.version());
  }

  @Post("/calendars")
  @Operation(summary = "Gives a unit a calendar of its own")
  @Needs("calendar.write")
  HttpResponse<View> add(@PathVariable UUID unit, @Body CalendarBody body) {
    return created(calendars.add(unit, body.days()));
  }

  /// Takes the city's calendar of that year as the unit's own.
  @Post("/calendars/{year}/from-template")
  @Operation(summary = "Takes the city's calendar as the unit's own")
  @Needs("calendar.write")
  HttpResponse<View> copy(@PathVariable UUID unit, @PathVariable int year) {
    return created(calendars.copyTemplate(unit, year));
  }

  @Put("/calendars/{year}")
  @Operation(summary = "Replaces a unit's own calendar")
  @Needs("calendar.write")
  HttpResponse<View> change(
      HttpRequest<?> request,
      @PathVariable UUID unit,
      @PathVariable int year,
      @Body CalendarBody body) {
    calendars.requireWrite(unit);
    if (body.year() != year) {
      throw ProblemException.invalid(
          List.of(new Fault("year", "is that of the address: " + year + ".")));
    }
    Calendar changed = calendars.update(unit, Records.seen(request), body.days());
    return Records.changed(View.of(changed), changed.version());
  }

  @Delete("/calendars/{year}")
  @Operation(summary = "Removes a unit's own calendar")
  @Needs("calendar.write")
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID unit, @PathVariable int year) {
    calendars.requireWrite(unit);
    calendars.remove(unit, year, Records.seen(request));
    return HttpResponse.noContent();
  }

  /// Which term, week and period it is there.
  @Get("/moment")
  @Operation(summary = "Which term, week and period it is at a unit")
  @Needs("organisation.read")
  MomentView moment(@PathVariable UUID unit, @Nullable @QueryValue Instant at) {
    Instant instant = at == null ? clock.instant() : at;
    return switch (calendars.at(unit, instant)) {
      case Moment.OutsideYear outside -> view(instant, "outside-year", null, null, null, null);
      case Moment.BetweenTerms between -> view(instant, "between-terms", null, null, null, null);
      case Moment.OnHoliday(Term term, Week week, Holiday holiday) ->
          view(instant, "holiday", term, week, holiday.name(), null);
      case Moment.FreeDay(Term term, Week week) ->
          view(instant, "free-day", term, week, null, null);
      case Moment.BetweenPeriods(Term term, Week week) ->
          view(instant, "between-periods", term, week, null, null);
      case Moment.InPeriod(Term term, Week week, Period period) ->
          view(instant, "in-period", term, week, null, period);
    };
  }

  private static MomentView view(
      Instant at,
      String state,
      @Nullable Term term,
      @Nullable Week week,
      @Nullable String holiday,
      @Nullable Period period) {
    return new MomentView(
        at,
        state,
        term == null ? null : term.number(),
        week == null ? null : week.number(),
        week == null ? null : week.numberInYear(),
        holiday,
        period == null ? null : CalendarBody.PeriodBody.of(period));
  }

  private static HttpResponse<View> created(Calendar calendar) {
    String address = "/api/v1/units/" + calendar.unit() + "/calendars/" + calendar.days().year();
    return Records.created(address, View.of(calendar), calendar.version());
  }
}
