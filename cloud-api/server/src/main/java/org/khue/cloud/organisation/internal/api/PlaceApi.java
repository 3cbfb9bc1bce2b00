package org.khue.cloud.organisation.internal.api;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.BuildingFacts;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.SiteFacts;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.security.Needs;

/// Sites and buildings of units.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PlaceApi {
  private final Places places;
  private final Units units;

  PlaceApi(Places places, Units units) {
    this.places = places;
    this.units = units;
  }

  /// All at once: a unit has few.
  @Get("/units/{unit}/sites")
  @Operation(summary = "Sites of a unit")
  @Needs("organisation.read")
  Page<Site> sites(@PathVariable UUID unit) {
    return new Page<>(places.sites(unit), null);
  }

  @Get("/sites/{id}")
  @Operation(summary = "One site")
  @Needs("organisation.read")
  HttpResponse<Site> site(HttpRequest<?> request, @PathVariable UUID id) {
    Site site = places.site(id);
    return ETags.answer(request, site, site.version());
  }

  @Post("/units/{unit}/sites")
  @Operation(summary = "Adds a site")
  @Needs("organisation.write")
  HttpResponse<Site> addSite(@PathVariable UUID unit, @Body SiteFacts body) {
    Site site = places.addSite(unit, body);
    return Records.created("/api/v1/sites/" + site.id(), site, site.version());
  }

  @Put("/sites/{id}")
  @Operation(summary = "Replaces what is known of a site")
  @Needs("organisation.write")
  HttpResponse<Site> changeSite(
      HttpRequest<?> request, @PathVariable UUID id, @Body SiteFacts body) {
    units.requireWrite(places.site(id).unit());
    Site site = places.updateSite(id, Records.seen(request), body);
    return Records.changed(site, site.version());
  }

  /// All at once: a unit has few.
  @Get("/units/{unit}/buildings")
  @Operation(summary = "Buildings of a unit")
  @Needs("organisation.read")
  Page<Building> buildings(@PathVariable UUID unit) {
    return new Page<>(places.buildings(unit), null);
  }

  @Get("/buildings/{id}")
  @Operation(summary = "One building")
  @Needs("organisation.read")
  HttpResponse<Building> building(HttpRequest<?> request, @PathVariable UUID id) {
    Building building = places.building(id);
    return ETags.answer(request, building, building.version());
  }

  @Post("/units/{unit}/buildings")
  @Operation(summary = "Adds a building")
  @Needs("organisation.write")
  HttpResponse<Building> addBuilding(@PathVariable UUID unit, @Body BuildingFacts body) {
    Building building = places.addBuilding(unit, body);
    return Records.created("/api/v1/buildings/" + building.id(), building, building.version());
  }

  @Put("/buildings/{id}")
  @Operation(summary = "Replaces what is known of a building")
  @Needs("organisation.write")
  HttpResponse<Building> changeBuilding(
      HttpRequest<?> request, @PathVariable UUID id, @Body BuildingFacts body) {
    units.requireWrite(places.building(id).unit());
    Building building = places.updateBuilding(id, Records.seen(request), body);
    return Records.changed(building, building.version());
  }
}
