package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
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
  private final Tables tables;
  private final Pages pages;

  RoomsController(
      Units units, Rooms rooms, Places places, UnitFrame frame, Tables tables, Pages pages) {
    this.units = units;
    this.rooms = rooms;
    this.places = places;
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
        view -> {
          Map<String, Object> model = new HashMap<>();
          model.put("name", UnitWords.name(text, unit));
          model.put("above", frame.above(text, unit));
          model.put("tabs", frame.tabs(text, unit, "rooms"));
          model.put("table", view);
          model.put("heading", text.t("org.rooms"));
          model.put("add", write && !buildings.isEmpty() ? "/units/" + id + "/rooms/new" : "");
          model.put("addWord", text.t("org.add-room"));
          return pages.page(
              request,
              text,
              "organisation/details",
              OrganisationPages.SECTION,
              text.t("org.rooms-of", "unit", UnitWords.name(text, unit)),
              false,
              model);
        });
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
    return write
        ? spec.withActions(room ->
            List.of(
                RowAction.link(
                    text.t("org.edit"),
                    text.t("org.edit-room", "room", room.facts().name()),
                    "/units/" + unit.id() + "/rooms/" + room.id())))
        : spec;
  }

  private static @Nullable Long capacity(Room room) {
    Integer capacity = room.facts().capacity();
    return capacity == null ? null : (long) capacity;
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/new")
  HttpResponse<String> create(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(id);
    Text text = pages.text(request);
    return form(HttpStatus.OK, request, text, id, form(text, id, null).blank(), null);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> add(HttpRequest<?> request, @PathVariable UUID id, @Body String body) {
    return save(request, id, null, body, facts -> rooms.add(id, facts));
  }

  @Needs(OrganisationPages.WRITE)
  @Get("/{room}")
  HttpResponse<String> edit(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID room) {
    units.requireWrite(id);
    Text text = pages.text(request);
    Room known = room(id, room);
    FormInput input = RoomForm.filled(form(text, id, known), known);
    return form(HttpStatus.OK, request, text, id, input, known);
  }

  @Needs(OrganisationPages.WRITE)
  @Post("/{room}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> change(
      HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID room, @Body String body) {
    Room known = room(id, room);
    int version = Refusals.version(Posted.of(body).one(RoomForm.VERSION));
    return save(request, id, known, body, facts -> rooms.update(room, version, facts));
  }

  private HttpResponse<?> save(
      HttpRequest<?> request,
      UUID unit,
      @Nullable Room known,
      String body,
      Consumer<RoomFacts> work) {
    units.requireWrite(unit);
    Text text = pages.text(request);
    FormSpec form = form(text, unit, known);
    FormInput input = form.read(text, Posted.of(body).values());
    Optional<Room> sameCode = rooms.byCode(unit, input.text("code"));
    if (sameCode.isPresent() && (known == null || !sameCode.get().id().equals(known.id()))) {
      input = input.reject("code", text.t("org.room-code-taken"));
    }
    if (input.valid()) {
      try {
        work.accept(RoomForm.facts(input));
        return Done.then("/units/" + unit + "/rooms")
            .saying("org.saved")
            .accepting(form)
            .response(request);
      } catch (ProblemException refusal) {
        input = Refusals.on(text, input, refusal);
      }
    }
    return form(HttpStatus.UNPROCESSABLE_ENTITY, request, text, unit, input, known);
  }

  private FormSpec form(Text text, UUID unit, @Nullable Room room) {
    return RoomForm.of(text, unit, places.buildings(unit), room);
  }

  private Room room(UUID unit, UUID id) {
    Room room = rooms.get(id);
    if (!room.unit().equals(unit)) {
      throw ProblemException.missing("room");
    }
    return room;
  }

  private HttpResponse<String> form(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      UUID id,
      FormInput input,
      @Nullable Room room) {
    Unit unit = units.get(id);
    String title =
        room == null
            ? text.t("org.add-room")
            : text.t("org.edit-room", "room", room.facts().name());
    return pages.page(
        status,
        request,
        text,
        "organisation/form",
        OrganisationPages.SECTION,
        title,
        false,
        Map.of("above", frame.above(text, unit), "heading", title, "explain", "", "form", input));
  }
}
