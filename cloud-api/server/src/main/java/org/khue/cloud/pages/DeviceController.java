package org.khue.cloud.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.fleet.Room;
import org.khue.cloud.fleet.command.CommandPanel;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.telemetry.Export;
import org.khue.cloud.telemetry.LiveValues;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.contract.Inventory;
import org.khue.web.i18n.Text;

/// One device with its history.
@Controller("/rooms/{gateway}/devices/{device}")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeviceController {
  private static final int EVENTS_SHOWN = 10;
  private static final List<Range> RANGES =
      List.of(Range.HOUR, Range.DAY, Range.WEEK, Range.QUARTER, Range.YEAR);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final Fleet fleet;
  private final LiveValues live;
  private final TelemetryQuery telemetry;
  private final History history;
  private final CommandPanel commands;
  private final Pages pages;
  private final Clock clock;

  DeviceController(
      Fleet fleet,
      LiveValues live,
      TelemetryQuery telemetry,
      History history,
      CommandPanel commands,
      Pages pages,
      Clock clock) {
    this.fleet = fleet;
    this.live = live;
    this.telemetry = telemetry;
    this.history = history;
    this.commands = commands;
    this.pages = pages;
    this.clock = clock;
  }

  private record Found(Device device, Inventory.Point point) {}

  @Needs("rooms.see")
  @Get
  HttpResponse<String> device(
      HttpRequest<?> request,
      String gateway,
      String device,
      @QueryValue(defaultValue = "1h") String range) {
    Text text = pages.text(request);
    Optional<Room> room = fleet.room(gateway);
    Optional<Device> found = room.flatMap(known -> known.device(device));
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    Range chosen = Range.ofCode(range);
    RoomController.DeviceTile tile = RoomController.tile(text, found.get(), live);
    List<History.Chart> charts =
        found.get().points().stream()
            .filter(point -> !KeyPoints.isCounter(point))
            .map(point -> history.chart(text, found.get(), point, chosen))
            .toList();
    List<Happenings.Line> events =
        Happenings.lines(text, room.get(), fleet.happenings(gateway, device, EVENTS_SHOWN));
    return pages.page(
        request,
        text,
        "device/device",
        PagesModule.ROOMS,
        tile.name(),
        true,
        Map.of(
            "roomName", text.name(room.get().name(), room.get().id()),
            "tile", tile,
            "ranges", RANGES,
            "range", chosen,
            "charts", charts,
            "panel", commands.of(text, found.get()),
            "events", events));
  }

  @Needs("rooms.see")
  @Get(uri = "/points/{point}/series", produces = MediaType.APPLICATION_JSON)
  HttpResponse<String> series(
      HttpRequest<?> request,
      String gateway,
      String device,
      String point,
      @QueryValue(defaultValue = "1h") String range)
      throws JsonProcessingException {
    Optional<Found> found = find(gateway, device, point);
    if (found.isEmpty()) {
      return HttpResponse.notFound();
    }
    History.Series series =
        history.series(
            pages.text(request), found.get().device(), found.get().point(), Range.ofCode(range));
    return HttpResponse.ok(JSON.writeValueAsString(series))
        .contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  @Needs("rooms.see")
  @Get(uri = "/points/{point}/csv", produces = MediaType.TEXT_CSV)
  HttpResponse<StreamedFile> csv(
      HttpRequest<?> request,
      String gateway,
      String device,
      String point,
      @QueryValue(defaultValue = "24h") String range) {
    if (find(gateway, device, point).isEmpty()) {
      return HttpResponse.notFound();
    }
    Text text = pages.text(request);
    Range chosen = Range.ofCode(range);
    Instant now = clock.instant();
    Span period = new Span(chosen.from(now, text.zone()), chosen.to(now));
    Acting acting = Acting.of(request).orElseThrow();
    Export export =
        telemetry.export(telemetry.point(gateway, device, point, null), period, Export.Format.CSV);
    InputStream marked =
        new SequenceInputStream(
            new ByteArrayInputStream(BYTE_ORDER_MARK.getBytes(StandardCharsets.UTF_8)),
            // Read when this request has left its thread.
            export.stream(acting::call));
    String file = gateway + "-" + device + "-" + point + "-" + chosen.code() + ".csv";
    return HttpResponse.ok(new StreamedFile(marked, MediaType.of("text/csv; charset=utf-8")))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"");
  }

  private Optional<Found> find(String gateway, String device, String point) {
    return fleet
        .room(gateway)
        .flatMap(room -> room.device(device))
        .flatMap(known -> known.point(point).map(spec -> new Found(known, spec)));
  }
}
