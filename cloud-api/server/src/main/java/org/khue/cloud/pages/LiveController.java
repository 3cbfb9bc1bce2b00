package org.khue.cloud.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.command.CommandPanel;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.web.i18n.Text;
import org.reactivestreams.Publisher;

/// The live streams of the pages: values as they come, states as they change.
@Controller("/live")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LiveController {
  private final LiveFeeds feeds;
  private final Overview overview;
  private final Fleet fleet;
  private final CommandPanel commands;
  private final Pages pages;

  LiveController(
      LiveFeeds feeds, Overview overview, Fleet fleet, CommandPanel commands, Pages pages) {
    this.feeds = feeds;
    this.overview = overview;
    this.fleet = fleet;
    this.commands = commands;
    this.pages = pages;
  }

  @Needs("rooms.see")
  @Get(uri = "/rooms", produces = MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> rooms(HttpRequest<?> request) {
    return stream(request, value -> true, this::allParts);
  }

  @Needs("rooms.see")
  @Get(uri = "/rooms/{gateway}", produces = MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> room(HttpRequest<?> request, String gateway) {
    return stream(
        request, value -> value.gateway().equals(gateway), text -> roomParts(text, gateway));
  }

  @Needs("rooms.see")
  @Get(uri = "/rooms/{gateway}/devices/{device}", produces = MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> device(
      HttpRequest<?> request, String gateway, String device) {
    return stream(
        request,
        value -> value.gateway().equals(gateway) && value.device().equals(device),
        text -> deviceParts(text, gateway, device));
  }

  private HttpResponse<Publisher<Event<String>>> stream(
      HttpRequest<?> request,
      Predicate<LiveValue> wanted,
      Function<Text, Map<String, String>> parts) {
    Optional<Publisher<Event<String>>> stream = feeds.open(request, wanted, parts);
    return stream.isPresent()
        ? HttpResponse.ok(stream.get()).header("X-Accel-Buffering", "no")
        : HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE);
  }

  private Map<String, String> allParts(Text text) {
    Map<String, String> parts = new LinkedHashMap<>();
    overview.cards(text).forEach(card -> putCard(text, card, parts));
    return parts;
  }

  private Map<String, String> roomParts(Text text, String gateway) {
    Map<String, String> parts = new LinkedHashMap<>();
    overview
        .card(text, gateway)
        .ifPresent(card -> {
          putCard(text, card, parts);
          card.room().devices().forEach(device -> putDevice(text, device, parts));
        });
    return parts;
  }

  private Map<String, String> deviceParts(Text text, String gateway, String device) {
    Map<String, String> parts = new LinkedHashMap<>();
    Optional<Room> room = fleet.room(gateway);
    room.flatMap(known -> known.device(device))
        .ifPresent(found -> {
          putDevice(text, found, parts);
          if (!found.commands().isEmpty()) {
            parts.put(
                "commands." + gateway + "." + device,
                pages.fragment(
                    "device/orders", Map.of("text", text, "lines", commands.lines(text, found))));
          }
        });
    return parts;
  }

  private void putCard(Text text, RoomCard card, Map<String, String> parts) {
    Map<String, Object> model = Map.of("text", text, "card", card);
    parts.put(card.event("chip"), pages.fragment("room/chip", model));
    parts.put(card.event("why"), pages.fragment("room/why", model));
  }

  private void putDevice(Text text, Device device, Map<String, String> parts) {
    parts.put(
        "device." + device.gateway() + "." + device.id(),
        pages.fragment("device/state", Map.of("text", text, "device", device)));
  }
}
