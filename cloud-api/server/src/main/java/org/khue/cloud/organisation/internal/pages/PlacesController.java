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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.organisation.SiteFacts;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Where a unit is: its sites with their buildings.
@Controller("/units/{id}/places")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class PlacesController {
  private final Units units;
  private final Places places;
  private final Rooms rooms;
  private final UnitFrame frame;
  private final Pages pages;

  PlacesController(Units units, Places places, Rooms rooms, UnitFrame frame, Pages pages) {
    this.units = units;
    this.places = places;
    this.rooms = rooms;
    this.frame = frame;
    this.pages = pages;
  }

  /// A site.
  ///
  /// @param map address of a map of its position; empty where that is not known
  /// @param edit address of its form; empty for who may not
  public record SiteLine(
      String name,
      boolean main,
      String address,
      String position,
      String map,
      boolean abroad,
      String edit,
      List<BuildingLine> buildings) {}

  /// A building of a site.
  public record BuildingLine(String code, String name, int floors, long rooms, String edit) {}

  @Needs(OrganisationPages.READ)
  @Get
  HttpResponse<String> show(HttpRequest<?> request, @PathVariable UUID id) {
    Text text = pages.text(request);
    Unit unit = units.get(id);
    boolean write = frame.may(OrganisationPages.WRITE, id);
    List<Building> buildings = places.buildings(id);
    List<Room> all = rooms.of(id);
    List<SiteLine> sites =
        places.sites(id).stream().map(site -> line(text, site, buildings, all, write)).toList();
    String base = "/units/" + id;
    return pages.page(
        request,
        text,
        "organisation/places",
        OrganisationPages.SECTION,
        text.t("org.places-of", "unit", UnitWords.name(text, unit)),
        false,
        Map.of(
            "name",
            UnitWords.name(text, unit),
            "above",
            frame.above(text, unit),
            "tabs",
            frame.tabs(text, unit, "places"),
            "sites",
            sites,
            "addSite",
            write ? base + "/sites/new" : "",
            "addBuilding",
            write && !sites.isEmpty() ? base + "/buildings/new" : ""));
  }

  private static SiteLine line(
      Text text, Site site, List<Building> buildings, List<Room> rooms, boolean write) {
    SiteFacts facts = site.facts();
    Double latitude = facts.latitude();
    Double longitude = facts.longitude();
    boolean known = latitude != null && longitude != null;
    String base = "/units/" + site.unit();
    return new SiteLine(
        facts.name(),
        facts.main(),
        Objects.requireNonNullElse(facts.address(), ""),
        UnitWords.position(text, facts),
        known
            ? "https://www.openstreetmap.org/?mlat=%1$s&mlon=%2$s#map=17/%1$s/%2$s"
                .formatted(latitude, longitude)
            : "",
        facts.isAbroad(),
        write ? base + "/sites/" + site.id() : "",
        buildings.stream()
            .filter(building -> building.facts().site().equals(site.id()))
            .map(building ->
                new BuildingLine(
                    building.facts().code(),
                    building.facts().name(),
                    building.facts().floors(),
                    rooms.stream()
                        .filter(room -> room.facts().building().equals(building.id()))
                        .count(),
                    write ? base + "/buildings/" + building.id() : ""))
            .toList());
  }
}
