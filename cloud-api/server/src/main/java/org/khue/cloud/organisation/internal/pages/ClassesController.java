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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.khue.cloud.organisation.Calendar;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Teachers;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;

/// The classes of a school, of all years that it has a calendar for.
@Controller("/units/{id}/classes")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClassesController {
  private final Units units;
  private final SchoolClasses classes;
  private final Calendars calendars;
  private final Teachers teachers;
  private final UnitFrame frame;
  private final ClassForm form;
  private final RecordPages records;
  private final Tables tables;
  private final Pages pages;

  ClassesController(
      Units units,
      SchoolClasses classes,
      Calendars calendars,
      Teachers teachers,
      UnitFrame frame,
      ClassForm form,
      RecordPages records,
      Tables tables,
      Pages pages) {
    this.units = units;
    this.classes = classes;
    this.calendars = calendars;
    this.teachers = teachers;
    this.frame = frame;
    this.form = form;
    this.records = records;
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
    Map<UUID, String> names =
        teachers.of(id).stream()
            .collect(Collectors.toMap(Teachers.Teacher::person, Teachers.Teacher::name));
    TableSpec<SchoolClass> spec = spec(text, unit, years, all, names);
    if (frame.may(OrganisationPages.WRITE, id)) {
      spec = spec.withActions(some -> List.of(edit(text, some)));
    }
    MemoryRows<SchoolClass> source =
        new MemoryRows<>(spec, all)
            .choice("year", some -> String.valueOf(some.facts().year()))
            .choice("grade", some -> String.valueOf(some.facts().grade()));
    return tables.answer(
        request,
        text,
        spec,
        source,
        view ->
            pages.page(
                request,
                text,
                "organisation/details",
                OrganisationPages.SECTION,
                text.t("org.classes-of", "unit", UnitWords.name(text, unit)),
                false,
                frame.list(
                    text, unit, "classes", text.t("org.classes"), view, links(text, id, years))));
  }

  private List<Crumb> links(Text text, UUID unit, List<Integer> years) {
    if (years.isEmpty() || !frame.may(OrganisationPages.WRITE, unit)) {
      return List.of();
    }
    String base = "/units/" + unit + "/classes/";
    int newest = years.stream().max(Integer::compare).orElseThrow();
    return List.of(
        new Crumb(text.t("org.add-class"), base + "new"),
        new Crumb(text.t("org.copy-classes"), base + "copy/" + newest));
  }

  private static TableSpec<SchoolClass> spec(
      Text text, Unit unit, List<Integer> years, List<SchoolClass> all, Map<UUID, String> names) {
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
                    "homeroom", text.t("org.homeroom"), some -> names.get(some.facts().homeroom()))
                .asPersonal(),
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

  private static RowAction edit(Text text, SchoolClass some) {
    return RowAction.link(
        text.t("org.edit"),
        text.t("org.edit-class", "name", some.facts().name()),
        "/units/" + some.unit() + "/classes/" + some.id());
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    return records.create(request, id, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    return records.add(request, id, body, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/{some}")
  HttpResponse<String> change(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID some) {
    return records.edit(request, id, some, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/{some}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> changed(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID some, @Body String body) {
    return records.change(request, id, some, body, form);
  }
}
