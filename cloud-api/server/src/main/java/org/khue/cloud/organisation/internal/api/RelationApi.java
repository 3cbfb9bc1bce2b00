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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Relation;
import org.khue.cloud.organisation.Relations;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.RelationKind;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.security.Needs;

/// Dated relations between units.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RelationApi {
  private final Relations relations;
  private final Units units;

  RelationApi(Relations relations, Units units) {
    this.relations = relations;
    this.units = units;
  }

  /// @param kind `manages`, `oversees` or `merged-into`
  /// @param validTo the first day on which it no longer holds; absent while it does
  record View(
      UUID id,
      String kind,
      UUID from,
      UUID to,
      @Nullable LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String decision,
      int version) {
    static View of(Relation relation) {
      Edge edge = relation.edge();
      return new View(
          relation.id(),
          edge.kind().code(),
          edge.from(),
          edge.to(),
          edge.span().from(),
          edge.span().to(),
          relation.decision(),
          relation.version());
    }
  }

  record NewRelation(
      String kind,
      UUID from,
      UUID to,
      LocalDate validFrom,
      @Nullable LocalDate validTo,
      @Nullable String decision) {}

  record Days(LocalDate validFrom, @Nullable LocalDate validTo, @Nullable String decision) {}

  /// @param successor the unit in which it ends
  /// @param day the first day on which it is no more
  record Merger(UUID successor, LocalDate day, @Nullable String decision) {}

  /// @param day the first one without the unit
  /// @param decision number of the decision
  record Closing(LocalDate day, @Nullable String decision) {}

  /// All at once: a unit stands in few.
  @Get("/units/{unit}/relations")
  @Operation(summary = "Relations of a unit, past and future ones included")
  @Needs("organisation.read")
  Page<View> list(@PathVariable UUID unit) {
    units.get(unit);
    return new Page<>(relations.of(unit).stream().map(View::of).toList(), null);
  }

  @Get("/relations/{id}")
  @Operation(summary = "One relation")
  @Needs("organisation.read")
  HttpResponse<View> get(HttpRequest<?> request, @PathVariable UUID id) {
    Relation relation = relations.get(id);
    return ETags.answer(request, View.of(relation), relation.version());
  }

  @Post("/relations")
  @Operation(summary = "Adds a relation")
  @Needs("organisation.write")
  HttpResponse<View> add(@Body NewRelation body) {
    RelationKind kind =
        Records.field(RelationKind.values(), RelationKind::code, "kind", body.kind());
    Span span = new Span(body.validFrom(), body.validTo());
    Relation added = relations.add(new Edge(kind, body.from(), body.to(), span), body.decision());
    return created(added);
  }

  @Put("/relations/{id}")
  @Operation(summary = "Changes the days of a relation or its decision")
  @Needs("organisation.write")
  HttpResponse<View> change(HttpRequest<?> request, @PathVariable UUID id, @Body Days body) {
    relations.requireWrite(id);
    Span span = new Span(body.validFrom(), body.validTo());
    Relation changed = relations.update(id, Records.seen(request), span, body.decision());
    return Records.changed(View.of(changed), changed.version());
  }

  @Delete("/relations/{id}")
  @Operation(summary = "Removes a relation that never was")
  @Needs("organisation.write")
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id) {
    relations.requireWrite(id);
    relations.remove(id, Records.seen(request));
    return HttpResponse.noContent();
  }

  @Post("/units/{unit}/merger")
  @Operation(summary = "Ends a unit in another one")
  @Needs("organisation.write")
  HttpResponse<View> merge(@PathVariable UUID unit, @Body Merger body) {
    return created(relations.merge(unit, body.successor(), body.day(), body.decision()));
  }

  @Post("/units/{unit}/closure")
  @Operation(summary = "Ends a unit that nobody takes over")
  @Needs("organisation.write")
  HttpResponse<Unit> close(@PathVariable UUID unit, @Body Closing body) {
    units.requireWrite(unit);
    Unit closed = relations.close(unit, body.day(), body.decision());
    return Records.changed(closed, closed.version());
  }

  private static HttpResponse<View> created(Relation relation) {
    return Records.created(
        "/api/v1/relations/" + relation.id(), View.of(relation), relation.version());
  }
}
