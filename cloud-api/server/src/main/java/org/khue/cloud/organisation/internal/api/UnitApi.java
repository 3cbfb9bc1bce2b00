package org.khue.cloud.organisation.internal.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Tree;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.UnitFacts;
import org.khue.cloud.organisation.UnitKind;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// The directory of units.
@Controller("/api/v1/units")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UnitApi {
  private static final String BY_CODE = "units.by-code";

  private final Units units;
  private final Relations relations;

  UnitApi(Units units, Relations relations) {
    this.units = units;
    this.relations = relations;
  }

  /// A unit to be added.
  ///
  /// @param parent the unit that manages it
  /// @param since the first day on which it does
  /// @param decision number of the decision
  record NewUnit(UUID parent, LocalDate since, @Nullable String decision, UnitFacts unit) {}

  /// A unit with those that it manages directly, and so on.
  ///
  /// @param oversees ids of the units that it oversees beside
  record Branch(@JsonUnwrapped Unit unit, List<Branch> manages, List<UUID> oversees) {}

  /// Who stands where on a day.
  record TreeOfDay(LocalDate date, List<Branch> units) {}

  @Get
  @Operation(summary = "Units by code, filtered by kind and words")
  @Needs("organisation.read")
  Page<Unit> list(
      @Nullable @QueryValue String kind,
      @Nullable @QueryValue String q,
      @RequestBean Paging paging) {
    UnitKind wanted =
        kind == null ? null : Records.parameter(UnitKind.values(), UnitKind::code, "kind", kind);
    String after = paging.after(BY_CODE, 1).map(cursor -> cursor.text(0)).orElse("");
    List<Unit> found = units.page(wanted, q == null ? "" : q, after, paging.fetch());
    return Page.of(found, paging, unit -> Cursor.of(BY_CODE, unit.code()));
  }

  @Get("/tree")
  @Operation(summary = "Who manages and oversees whom on a day")
  @Needs("organisation.read")
  TreeOfDay tree(@Nullable @QueryValue LocalDate date) {
    Tree tree = relations.tree(date == null ? relations.today() : date);
    return new TreeOfDay(tree.day(), tree.tops().stream().map(unit -> branch(tree, unit)).toList());
  }

  private static Branch branch(Tree tree, Unit unit) {
    List<Unit> managed = tree.managed().getOrDefault(unit.id(), List.of());
    List<Unit> overseen = tree.overseen().getOrDefault(unit.id(), List.of());
    return new Branch(
        unit,
        managed.stream().map(below -> branch(tree, below)).toList(),
        overseen.stream().map(Unit::id).toList());
  }

  @Get("/{id}")
  @Operation(summary = "One unit")
  @Needs("organisation.read")
  HttpResponse<Unit> get(HttpRequest<?> request, @PathVariable UUID id) {
    Unit unit = units.get(id);
    return ETags.answer(request, unit, unit.version());
  }

  @Post
  @Operation(summary = "Adds a unit below another")
  @Needs("organisation.write")
  HttpResponse<Unit> add(@Body NewUnit body) {
    Unit unit = units.create(body.parent(), body.since(), body.decision(), body.unit());
    return Records.created("/api/v1/units/" + unit.id(), unit, unit.version());
  }

  @Put("/{id}")
  @Operation(summary = "Replaces what is known of a unit")
  @Needs("organisation.write")
  HttpResponse<Unit> change(HttpRequest<?> request, @PathVariable UUID id, @Body UnitFacts body) {
    units.requireWrite(id);
    Unit unit = units.update(id, Records.seen(request), body);
    return Records.changed(unit, unit.version());
  }
}
