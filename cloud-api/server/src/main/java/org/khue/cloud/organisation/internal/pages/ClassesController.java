package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;

/// The classes of a school, of all years that it has a calendar for.
@Controller("/units/{id}/classes")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClassesController {
  private final Units units;
  private final SchoolClasses classes;
  private final Calendars calendars;
  private final UnitFrame frame;
  private final Tables tables;
  private final Pages pages;

  ClassesController(
      Units units,
      SchoolClasses classes,
      Calendars calendars,
      UnitFrame frame,
      Tables tables,
      Pages pages) {
    this.units = units;
    this.classes = classes;
    this.calendars = calendars;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(OrganisationPages.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Unit unit = units.get(id);
    List<Integer> years =
        calendars.of(id).stream().map(Calendar::days).map(days -> days.year()).toList();
    List<SchoolClass> all = new ArrayList<>();
    years.forEach(year -> all.addAll(classes.of(id, year)));
    TableSpec<SchoolClass> spec = spec(text, unit, years, all);
    MemoryRows<SchoolClass> source =
        new MemoryRows<>(spec, all)
            .choice("year", some -> String.valueOf(some.facts().year()))
            .choice("grade", some -> String.valueOf(some.facts().grade()));
    return tables.answer(
        request,
        text,
        spec,
        source,
        view -> {
          Map<String, Object> model = new HashMap<>();
          model.put("name", UnitWords.name(text, unit));
          model.put("above", frame.above(text, unit));
          model.put("tabs", frame.tabs(text, unit, "classes"));
          model.put("heading", text.t("org.classes"));
          model.put("table", view);
          return pages.page(
              request,
              text,
              "organisation/details",
              OrganisationPages.SECTION,
              text.t("org.classes-of", "unit", UnitWords.name(text, unit)),
              false,
              model);
        });
  }

  private static TableSpec<SchoolClass> spec(
      Text text, Unit unit, List<Integer> years, List<SchoolClass> all) {
    IntStream grades = all.stream().mapToInt(some -> some.facts().grade()).distinct().sorted();
    return TableSpec.of(
            "classes",
            text.t("org.classes-of", "unit", UnitWords.name(text, unit)),
            Column.<SchoolClass>text("name", text.t("org.class"), some -> some.facts().name())
                .asSortable()
                .fixed(),
            Column.<SchoolClass>text(
                "grade",
                text.t("org.grade-word"),
                some -> UnitWords.grade(text, some.facts().grade())),
            Column.<SchoolClass>text(
                    "year",
                    text.t("org.school-year"),
                    some -> CalendarPage.year(some.facts().year()))
                .asSortable())
        .filteredBy(
            new Filter.Search("q", text.t("org.search-classes")),
            new Filter.Choice(
                "year",
                text.t("org.school-year"),
                years.stream()
                    .map(year -> new Filter.Option(String.valueOf(year), CalendarPage.year(year)))
                    .toList()),
            new Filter.Choice(
                "grade",
                text.t("org.grade-word"),
                grades
                    .mapToObj(grade ->
                        new Filter.Option(String.valueOf(grade), UnitWords.grade(text, grade)))
                    .toList()))
        .whenEmpty(
            new TableSpec.Empty(text.t("org.no-classes"), text.t("org.no-classes-action"), "", ""));
  }
}
