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
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.ETags;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.security.Needs;

/// Rooms of units.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomApi {
  private static final String BY_CODE = "rooms.by-code";

  private final Rooms rooms;
  private final Units units;

  RoomApi(Rooms rooms, Units units) {
    this.rooms = rooms;
    this.units = units;
  }

  @Get("/units/{unit}/rooms")
  @Operation(summary = "Rooms of a unit by code")
  @Needs("organisation.read")
  Page<Room> list(@PathVariable UUID unit, @RequestBean Paging paging) {
    String after = paging.after(BY_CODE, 1).map(cursor -> cursor.text(0)).orElse("");
    return Page.of(
        rooms.page(unit, after, paging.fetch()),
        paging,
        room -> Cursor.of(BY_CODE, room.facts().code()));
  }

  @Get("/rooms/{id}")
  @Operation(summary = "One room")
  @Needs("organisation.read")
  HttpResponse<Room> get(HttpRequest<?> request, @PathVariable UUID id) {
    Room room = rooms.get(id);
    return ETags.answer(request, room, room.version());
  }

  @Post("/units/{unit}/rooms")
  @Operation(summary = "Adds a room")
  @Needs("organisation.write")
  HttpResponse<Room> add(@PathVariable UUID unit, @Body RoomFacts body) {
    Room room = rooms.add(unit, body);
    return Records.created("/api/v1/rooms/" + room.id(), room, room.version());
  }

  @Put("/rooms/{id}")
  @Operation(summary = "Replaces what is known of a room")
  @Needs("organisation.write")
  HttpResponse<Room> change(HttpRequest<?> request, @PathVariable UUID id, @Body RoomFacts body) {
    units.requireWrite(rooms.get(id).unit());
    Room room = rooms.update(id, Records.seen(request), body);
    return Records.changed(room, room.version());
  }

  @Delete("/rooms/{id}")
  @Operation(summary = "Removes a room")
  @Needs("organisation.write")
  HttpResponse<?> remove(HttpRequest<?> request, @PathVariable UUID id) {
    units.requireWrite(rooms.get(id).unit());
    rooms.remove(id, Records.seen(request));
    return HttpResponse.noContent();
  }
}
