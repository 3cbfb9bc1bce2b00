package org.khue.cloud.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.contract.Inventory;
import org.khue.web.i18n.Text;

/// All rooms, and one room.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RoomController {
  private static final int EVENTS_SHOWN = 14;
  private static final int CHARTS_SHOWN = 2;
  private static final Duration WEEK = Duration.ofDays(7);

  private final Overview overview;
  private final Fleet fleet;
  private final LiveValues live;
  private final History history;
  private final Placements placements;
  private final RegisterRooms register;
  private final Equipment equipment;
  private final Access access;
  private final Pages pages;

  RoomController(
      Overview overview,
      Fleet fleet,
      LiveValues live,
      History history,
      Placements placements,
      RegisterRooms register,
      Equipment equipment,
      Access access,
      Pages pages) {
    this.placements = placements;
    this.register = register;
    this.equipment = equipment;
    this.access = access;
    this.overview = overview;
    this.fleet = fleet;
    this.live = live;
    this.history = history;
    this.pages = pages;
  }

  /// A room's card with its key values.
  public record Tile(RoomCard card, List<Cell> cells) {}

  /// A device of a room with all its values.
  public record DeviceTile(Device device, String name, String about, List<Cell> cells) {}

  @Needs("rooms.see")
  @Get("/rooms")
  HttpResponse<String> rooms(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<Tile> tiles =
        overview.cards(text).stream()
            .map(card -> new Tile(card, keyCells(text, card.room())))
            .toList();
    return pages.page(
        request,
        text,
        "room/rooms",
        PagesModule.ROOMS,
        text.t("rooms.title"),
        false,
        Map.of("tiles", tiles, "summary", summary(text, tiles.stream().map(Tile::card).toList())));
  }

  /// The day's course of a room's first key value, small.
  @Needs("rooms.see")
  @Get("/rooms/{gateway}/spark")
  HttpResponse<String> spark(HttpRequest<?> request, String gateway) {
    Text text = pages.text(request);
    Optional<Room> room = fleet.room(gateway);
    if (room.isEmpty()) {
      return HttpResponse.notFound();
    }
    List<KeyPoints.Chosen> charted = KeyPoints.charted(room.get(), 1);
    if (charted.isEmpty()) {
      return HttpResponse.ok("");
    }
    KeyPoints.Chosen chosen = charted.getFirst();
    Spark spark =
        Spark.of(
            text,
            chosen.point(),
            history.buckets(chosen.device(), chosen.point(), Range.HOUR, text.zone()),
            Range.HOUR);
    return pages.piece("room/spark", Map.of("spark", spark));
  }

  @Needs("rooms.see")
  @Get("/rooms/{gateway}")
  HttpResponse<String> room(HttpRequest<?> request, String gateway) {
    Text text = pages.text(request);
    Optional<RoomCard> found = overview.card(text, gateway);
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    RoomCard card = found.get();
    List<DeviceTile> devices =
        card.room().devices().stream().map(device -> tile(text, device)).toList();
    List<History.Chart> charts =
        KeyPoints.charted(card.room(), CHARTS_SHOWN).stream()
            .map(chosen -> history.chart(text, chosen.device(), chosen.point(), Range.TODAY))
            .toList();
    List<Happenings.Line> events =
        Happenings.lines(text, card.room(), fleet.happenings(gateway, "", EVENTS_SHOWN));
    return pages.page(
        request,
        text,
        "room/room",
        PagesModule.ROOMS,
        card.name(),
        true,
        Map.of(
            "card", card,
            "devices", devices,
            "charts", charts,
            "events", events,
            "place", place(text, gateway),
            "catchingUp", overview.catchingUp(text, gateway)));
  }

  /// The room of the register in which the gateway stands.
  ///
  /// @param room in words; empty while it is tied to none
  /// @param used how long that room was in use in the last seven days, by any gateway in it
  /// @param history address of the room's history; empty for who may not see it
  /// @param tie address of the page that ties it; empty for who may not
  public record Place(String room, String used, String history, String tie) {}

  private Place place(Text text, String gateway) {
    Placement now = placements.get(gateway);
    String tie =
        access.mayAt(Placements.PLACE, now.unit()) ? "/gateways/" + gateway + "/place" : "";
    return register
        .of(now)
        .map(found -> {
          Interval week = new Interval(text.now().minus(WEEK), text.now());
          boolean reads = access.mayAt("organisation.read", now.unit());
          return new Place(
              found.sentence(text),
              text.t(
                  "register.used",
                  "length",
                  text.duration(equipment.usedIn(found.id(), week).total())),
              reads ? found.history() : "",
              tie);
        })
        .orElseGet(() -> new Place("", "", "", tie));
  }

  List<Cell> keyCells(Text text, Room room) {
    return KeyPoints.of(room).stream()
        .map(chosen -> {
          Cell cell = cell(text, chosen.device(), chosen.point());
          return chosen.point().states().isEmpty()
              ? cell
              : cell.named(text.name(chosen.device().name(), chosen.device().id()));
        })
        .toList();
  }

  private DeviceTile tile(Text text, Device device) {
    return tile(text, device, live);
  }

  static DeviceTile tile(Text text, Device device, LiveValues live) {
    List<Cell> cells =
        device.points().stream()
            .map(point ->
                Cell.of(
                    text, device, point, live.latest(device.gateway(), device.id(), point.id())))
            .toList();
    return new DeviceTile(
        device,
        text.name(device.name(), device.id()),
        text.t("device.about", "kind", Words.kind(text, device.kind()), "wire", device.wire()),
        cells);
  }

  private Cell cell(Text text, Device device, Inventory.Point point) {
    return Cell.of(text, device, point, live.latest(device.gateway(), device.id(), point.id()));
  }

  static String summary(Text text, List<RoomCard> cards) {
    Map<RoomState, Integer> counts = new LinkedHashMap<>();
    cards.forEach(card -> counts.merge(card.state(), 1, Integer::sum));
    return text.t(
        "rooms.summary",
        "rooms",
        cards.size(),
        "used",
        cards.stream().filter(RoomCard::used).count(),
        "look",
        counts.getOrDefault(RoomState.NEEDS_A_LOOK, 0),
        "lost",
        counts.getOrDefault(RoomState.LOST_CONTACT, 0));
  }
}
