package org.khue.cloud.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.config.Configs;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.telemetry.GatewayPresence;
import org.khue.web.i18n.Text;

/// The gateways: are they there, are they behind, what to do.
@Controller("/gateways")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class GatewayController {
  private final GatewayPresence presence;
  private final Placements placements;
  private final Units units;
  private final Access access;
  private final Fleet fleet;
  private final Pages pages;
  private final DemoNetwork network;

  GatewayController(
      GatewayPresence presence,
      Placements placements,
      Units units,
      Access access,
      Fleet fleet,
      Pages pages,
      DemoNetwork network) {
    this.placements = placements;
    this.units = units;
    this.access = access;
    this.network = network;
    this.presence = presence;
    this.fleet = fleet;
    this.pages = pages;
  }

  @Needs("gateways.see")
  @Get
  HttpResponse<String> gateways(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<GatewayCard> cards = cards(text);
    long connected = cards.stream().filter(card -> card.presence().connected()).count();
    long waiting = cards.stream().mapToLong(GatewayCard::queued).sum();
    return pages.page(
        request,
        text,
        "gateway/gateways",
        PagesModule.GATEWAYS,
        text.t("gateways.title"),
        false,
        Map.of(
            "cards",
            cards,
            "cable",
            cable(),
            "summary",
            text.t(
                "gateways.summary",
                "connected",
                connected,
                "total",
                cards.size(),
                "waiting",
                waiting)));
  }

  /// The cards alone, for the page that asks again every few seconds.
  @Needs("gateways.see")
  @Get("/cards")
  HttpResponse<String> again(HttpRequest<?> request) {
    Text text = pages.text(request);
    return pages.piece("gateway/cards", Map.of("text", text, "cards", cards(text)));
  }

  /// Pulls the demo's virtual cable out (`state=off`) or puts it back (`state=on`).
  @Needs("demo.network")
  @Post("/network")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> plug(@Body Map<String, String> form) {
    network.plug(!"off".equals(form.get("state")));
    return HttpResponse.seeOther(URI.create("/gateways"));
  }

  /// Whether the demo's cable is in; empty where there is none to pull.
  private Optional<Boolean> cable() {
    return switch (network.state()) {
      case PLUGGED -> Optional.of(true);
      case UNPLUGGED -> Optional.of(false);
      case UNKNOWN -> Optional.empty();
    };
  }

  private List<GatewayCard> cards(Text text) {
    Map<String, Room> rooms =
        fleet.rooms().stream().collect(Collectors.toMap(Room::gateway, Function.identity()));
    Map<UUID, String> names =
        units.all().stream()
            .collect(Collectors.toMap(Unit::id, unit -> unit.nameIn(text.language())));
    Map<UUID, Boolean> mayPlace = new HashMap<>();
    return placements.all().stream()
        .map(some -> {
          boolean may =
              mayPlace.computeIfAbsent(some.unit(), unit -> access.mayAt(Placements.PLACE, unit));
          GatewayCard.Place place =
              new GatewayCard.Place(
                  some.isPlaced() ? names.getOrDefault(some.unit(), "") : "",
                  some.room() != null,
                  may ? "/gateways/" + some.gateway() + "/place" : "",
                  access.mayAt(Configs.READ, some.unit())
                      ? "/gateways/" + some.gateway() + "/config"
                      : "");
          return GatewayCard.of(text, presence(some.gateway()), rooms.get(some.gateway()), place);
        })
        .toList();
  }

  private GatewayPresence.Presence presence(String gateway) {
    return presence
        .of(gateway)
        .orElseGet(() -> new GatewayPresence.Presence(gateway, false, null, null, null));
  }
}
