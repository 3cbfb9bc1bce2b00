package org.khue.cloud.organisation.internal.api;

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
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.organisation.ClassFacts;
import org.khue.cloud.organisation.SchoolClass;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Classes of schools.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ClassApi {
  private static final String BY_GRADE = "classes.by-grade";
  private static final int BEFORE_ALL = -100;

  private final SchoolClasses classes;
  private final Units units;

  ClassApi(SchoolClasses classes, Units units) {
    this.classes = classes;
    this.units = units;
  }

  /// @param year in which the school year begins
  @Get("/units/{unit}/classes")
  @Operation(summary = "Classes of a school in a school year")
  @Needs("organisation.read")
  Page<SchoolClass> list(
      @PathVariable UUID unit, @QueryValue int year, @RequestBean Paging paging) {
    Optional<Cursor> after = paging.after(BY_GRADE, 2);
    int grade =
        after
            .map(cursor -> Math.clamp(cursor.number(0), BEFORE_ALL, -BEFORE_ALL))
            .orElse(BEFORE_ALL);
    String name = after.map(cursor -> cursor.text(1)).orElse("");
    return Page.of(
        classes.page(unit, year, grade, name, paging.fetch()),
        paging,
        some -> Cursor.of(BY_GRADE, some.facts().grade(), some.facts().name()));
  }

  @Get("/classes/{id}")
  @Operation(summary = "One class")
  @Needs("organisation.read")
  HttpResponse<SchoolClass> get(HttpRequest<?> request, @PathVariable UUID id) {
    SchoolClass found = classes.get(id);
    return ETags.answer(request, found, found.version());
  }

  @Post("/units/{unit}/classes")
  @Operation(summary = "Adds a class")
  @Needs("organisation.write")
  HttpResponse<SchoolClass> add(@PathVariable UUID unit, @Body ClassFacts body) {
    SchoolClass added = classes.add(unit, body);
    return Records.created("/api/v1/classes/" + added.id(), added, added.version());
  }

  @Put("/classes/{id}")
  @Operation(summary = "Replaces what is known of a class")
  @Needs("organisation.write")
  HttpResponse<SchoolClass> change(
      HttpRequest<?> request, @PathVariable UUID id, @Body ClassFacts body) {
    units.requireWrite(classes.get(id).unit());
    SchoolClass changed = classes.update(id, Records.seen(request), body);
    return Records.changed(changed, changed.version());
  }

  @Delete("/classes/{id}")
  @Operation(summary = "Removes a class")
  @Needs("organisation.write")
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(classes.get(id).unit());
    classes.remove(id, Records.seen(request));
    return HttpResponse.noContent();
  }
}
