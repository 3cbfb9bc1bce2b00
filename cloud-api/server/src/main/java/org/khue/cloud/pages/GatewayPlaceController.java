package org.khue.cloud.pages;

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
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.organisation.RoomFacts;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.i18n.Text;

/// Places a gateway: in which unit it stands, and in which room of that unit's register.
@Controller("/gateways/{gateway}/place")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class GatewayPlaceController {
  private static final String WRITE = "organisation.write";

  private final Placements placements;
  private final PlaceForms forms;
  private final Fleet fleet;
  private final Units units;
  private final Rooms rooms;
  private final Access access;
  private final Pages pages;

  GatewayPlaceController(
      Placements placements,
      PlaceForms forms,
      Fleet fleet,
      Units units,
      Rooms rooms,
      Access access,
      Pages pages) {
    this.placements = placements;
    this.forms = forms;
    this.fleet = fleet;
    this.units = units;
    this.rooms = rooms;
    this.access = access;
    this.pages = pages;
  }

  @Needs(Placements.PLACE)
  @Get
  HttpResponse<String> show(HttpRequest<?> request, @PathVariable String gateway) {
    placements.requirePlace(gateway);
    Text text = pages.text(request);
    return page(HttpStatus.OK, request, text, placements.get(gateway), null);
  }

  /// Moves it to another unit; it then stands in no room of the register.
  @Needs(Placements.PLACE)
  @Post("/unit")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> move(HttpRequest<?> request, @PathVariable String gateway, @Body String body) {
    placements.requirePlace(gateway);
    Text text = pages.text(request);
    Placement now = placements.get(gateway);
    FormInput input = forms.units(text, now).read(text, Posted.of(body).values());
    return save(
        request,
        text,
        now,
        input,
        sound -> {
          UUID unit = UUID.fromString(sound.text("unit"));
          placements.place(
              gateway, version(sound), unit, unit.equals(now.unit()) ? now.room() : null);
        });
  }

  /// Ties it to a room of the register, or to none.
  @Needs(Placements.PLACE)
  @Post("/room")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> tie(HttpRequest<?> request, @PathVariable String gateway, @Body String body) {
    placements.requirePlace(gateway);
    Text text = pages.text(request);
    Placement now = placements.get(gateway);
    FormInput input = forms.rooms(text, now).read(text, Posted.of(body).values());
    return save(
        request,
        text,
        now,
        input,
        sound -> {
          String room = sound.text("room");
          placements.place(
              gateway, version(sound), now.unit(), room.isEmpty() ? null : UUID.fromString(room));
        });
  }

  /// Puts the reported room into the register, and ties the gateway to it.
  @Needs(Placements.PLACE)
  @Post("/new-room")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> create(HttpRequest<?> request, @PathVariable String gateway, @Body String body) {
    placements.requirePlace(gateway);
    Text text = pages.text(request);
    Placement now = placements.get(gateway);
    access.requireAt(WRITE, now.unit());
    Room reported =
        fleet.room(gateway).orElseThrow(() -> ProblemException.missing("reported room"));
    FormInput input = forms.fresh(text, now, reported).read(text, Posted.of(body).values());
    return save(
        request,
        text,
        now,
        input,
        sound -> {
          RoomFacts facts = PlaceForms.facts(sound, reported);
          UUID room = Acting.required().with(WRITE).call(() -> rooms.add(now.unit(), facts)).id();
          placements.place(gateway, version(sound), now.unit(), room);
        });
  }

  private static int version(FormInput input) {
    String typed = input.text(PlaceForms.VERSION);
    return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : -1;
  }

  /// Does what a sound form says.
  @FunctionalInterface
  private interface Work {
    void with(FormInput sound);
  }

  private HttpResponse<?> save(
      HttpRequest<?> request, Text text, Placement now, FormInput input, Work work) {
    FormInput shown = input;
    if (input.valid()) {
      try {
        work.with(input);
        return Done.then("/gateways/" + now.gateway() + "/place")
            .saying("place.saved")
            .accepting(input.form())
            .response(request);
      } catch (ProblemException refusal) {
        if (refusal.status() == HttpStatus.PRECONDITION_FAILED) {
          shown = input.reject(text.t("place.changed"));
        } else if (!refusal.faults().isEmpty()) {
          shown = input.reject(text.t("place.bad-room"));
        } else {
          throw refusal;
        }
      }
    }
    return page(HttpStatus.UNPROCESSABLE_ENTITY, request, text, now, shown);
  }

  /// @param refused the form that was not taken, in place of the untouched one
  private HttpResponse<String> page(
      HttpStatus status,
      HttpRequest<?> request,
      Text text,
      Placement now,
      @Nullable FormInput refused) {
    Optional<Room> reported = fleet.room(now.gateway());
    Map<String, Object> model = new HashMap<>();
    model.put("gateway", now.gateway());
    model.put("unit", units.find(now.unit()).map(unit -> unit.nameIn(text.language())).orElse(""));
    model.put("placed", now.isPlaced());
    model.put(
        "since",
        now.since() == null ? "" : text.t("place.since", "time", text.moment(now.since())));
    model.put("reported", reported.map(room -> text.name(room.name(), room.id())).orElse(""));
    model.put("register", forms.register(text, now));
    model.put("version", String.valueOf(now.version()));
    model.put(
        "proposals",
        reported.map(room -> forms.proposals(now, room)).orElseGet(java.util.List::of));
    model.put("units", chosen(forms.filledUnits(text, now), refused));
    model.put("rooms", chosen(forms.filledRooms(text, now), refused));
    model.put("mayAdd", now.isPlaced() && access.mayAt(WRITE, now.unit()));
    model.put(
        "fresh",
        reported.map(room -> chosen(forms.filledFresh(text, now, room), refused)).orElse(null));
    return pages.page(
        status,
        request,
        text,
        "gateway/place",
        PagesModule.GATEWAYS,
        text.t("place.title", "gateway", now.gateway()),
        false,
        model);
  }

  private static FormInput chosen(FormInput untouched, @Nullable FormInput refused) {
    return refused != null && refused.form().id().equals(untouched.form().id())
        ? refused
        : untouched;
  }
}
