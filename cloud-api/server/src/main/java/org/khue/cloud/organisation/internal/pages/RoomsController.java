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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomBin;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.LocalPath;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.RowAction;
import org.khue.web.table.TableSpec;

/// The rooms of a unit.
@Controller("/units/{id}/rooms")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomsController {
  private final Units units;
  private final Rooms rooms;
  private final Places places;
  private final UnitFrame frame;
  private final RoomForm form;
  private final RecordPages records;
  private final Tables tables;
  private final Pages pages;

  RoomsController(
      Units units,
      Rooms rooms,
      Places places,
      UnitFrame frame,
      RoomForm form,
      RecordPages records,
      Tables tables,
      Pages pages) {
    this.units = units;
    this.rooms = rooms;
    this.places = places;
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
    boolean write = frame.may(OrganisationPages.WRITE, id);
    Map<UUID, String> buildings =
        places.buildings(id).stream()
            .collect(Collectors.toMap(Building::id, some -> some.facts().name()));
    TableSpec<Room> spec = spec(text, unit, buildings, write);
    MemoryRows<Room> source =
        new MemoryRows<>(spec, rooms.of(id)).choice("kind", room -> room.facts().kind().code());
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
                text.t("org.rooms-of", "unit", UnitWords.name(text, unit)),
                false,
                frame.list(
                    text, unit, "rooms", text.t("org.rooms"), view, links(text, id, write))));
  }

  private List<Crumb> links(Text text, UUID unit, boolean write) {
    if (!write) {
      return List.of();
    }
    return List.of(
        places.buildings(unit).isEmpty()
            ? new Crumb(text.t("org.first-building"), "/units/" + unit + "/places")
            : new Crumb(text.t("org.add-room"), "/units/" + unit + "/rooms/new"));
  }

  private static TableSpec<Room> spec(
      Text text, Unit unit, Map<UUID, String> buildings, boolean write) {
    List<Filter.Option> kinds =
        Stream.of(RoomKind.values())
            .map(kind -> new Filter.Option(kind.code(), UnitWords.room(text, kind)))
            .toList();
    TableSpec<Room> spec =
        TableSpec.of(
                "rooms",
                text.t("org.rooms-of", "unit", UnitWords.name(text, unit)),
                Column.<Room>text("code", text.t("org.room-code"), room -> room.facts().code())
                    .asSortable()
                    .fixed(),
                Column.<Room>text("name", text.t("org.room-name"), room -> room.facts().name())
                    .asSortable(),
                Column.<Room>text(
                        "kind",
                        text.t("org.room-kind"),
                        room -> UnitWords.room(text, room.facts().kind()))
                    .asSortable(),
                Column.<Room>text(
                        "building",
                        text.t("org.building"),
                        room -> buildings.get(room.facts().building()))
                    .asSortable(),
                Column.<Room>number(
                        "floor", text.t("org.floor"), room -> (long) room.facts().floor())
                    .asSortable(),
                Column.<Room>number("capacity", text.t("org.capacity"), RoomsController::capacity)
                    .asSortable(),
                Column.<Room>decimal(
                        "area", text.t("org.area-in-m"), 2, room -> room.facts().area())
                    .asSortable())
            .filteredBy(
                new Filter.Search("q", text.t("org.search-rooms")),
                new Filter.Choice("kind", text.t("org.room-kind"), kinds))
            .whenEmpty(
                new TableSpec.Empty(text.t("org.no-rooms"), text.t("org.no-rooms-action"), "", ""));
    return spec.withActions(room -> actions(text, room, write));
  }

  private static List<RowAction> actions(Text text, Room room, boolean write) {
    String name = room.facts().name();
    String page = "/units/" + room.unit() + "/rooms/" + room.id();
    RowAction history =
        RowAction.link(
            text.t("org.history"), text.t("org.history-of", "name", name), page + "/history");
    return write
        ? List.of(
            RowAction.link(text.t("org.edit"), text.t("org.edit-room", "room", name), page),
            history,
            RowAction.post(
                text.t("org.remove"),
                text.t("org.remove-named", "name", name),
                page + "/remove?version=" + room.version()))
        : List.of(history);
  }

  private static @Nullable Long capacity(Room room) {
    Integer capacity = room.facts().capacity();
    return capacity == null ? null : (long) capacity;
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
  @Get("/{room}")
  HttpResponse<String> edit(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID room) {
    return records.edit(request, id, room, form);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/{room}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID room, @Body String body) {
    return records.change(request, id, room, body, form);
  }

  /// Puts a room into the bin; the next page offers to take it back.
  ///
  /// @param version as the list showed it
  @Needs(OrganisationPages.WRITE)
  @Post("/{room}/remove")
  @Consumes(MediaType.ALL)
  HttpResponse<?> remove(
      HttpRequest<?> request,
      @PathVariable UUID id,
      @PathVariable UUID room,
      @QueryValue(defaultValue = "0") int version) {
    units.requireWrite(id);
    rooms.remove(records.known(id, room, form).id(), version);
    return Done.then(LocalPath.before(request, "/units/" + id + "/rooms"))
        .undoing(RoomBin.KIND, room.toString())
        .response(request);
  }
}
