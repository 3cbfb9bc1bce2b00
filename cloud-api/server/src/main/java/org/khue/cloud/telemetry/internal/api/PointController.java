package org.khue.cloud.telemetry.internal.api;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.api.Page;
import org.khue.cloud.platform.api.Paging;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.telemetry.Export;
import org.khue.cloud.telemetry.TelemetryQuery;
import org.khue.cloud.telemetry.TelemetryQuery.Windows;
import org.khue.cloud.telemetry.TelemetryStore.Point;
import org.khue.cloud.telemetry.TelemetryStore.RawReading;
import org.khue.cloud.telemetry.TelemetryStore.Span;
import org.khue.cloud.telemetry.TelemetryStore.Window;
import org.reactivestreams.Publisher;

/// Readings of one point for programs: each of them, rolled up, for a chart, as a file, live.
@Controller("/api/v1/telemetry/gateways/{gateway}/devices/{device}/points/{point}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PointController {
  /// Looking into what gateways measured.
  static final String READ = "telemetry.read";

  private static final String OLDEST = "telemetry.readings";
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

  private final TelemetryQuery telemetry;
  private final PointStreams streams;
  private final Clock clock;

  PointController(TelemetryQuery telemetry, PointStreams streams, Clock clock) {
    this.telemetry = telemetry;
    this.streams = streams;
    this.clock = clock;
  }

  @Get("/readings")
  @Operation(summary = "Readings of a point one by one, the oldest first")
  @Needs(READ)
  Page<Answers.Reading> readings(
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String point,
      @Nullable @QueryValue String unit,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to,
      @RequestBean Paging paging) {
    Point known = telemetry.point(gateway, device, point, unit);
    Span period = Period.of(from, to, clock.instant());
    Optional<Cursor> after = paging.after(OLDEST, 2);
    Instant begin = after.map(cursor -> cursor.instant(0)).orElse(period.from());
    int skip = after.map(cursor -> (int) Math.clamp(cursor.number(1), 0, 1_000_000)).orElse(0);
    if (begin.isBefore(period.from()) || begin.isAfter(period.to())) {
      throw new ProblemException(
          HttpStatus.BAD_REQUEST, "'cursor' is not one of this period. Leave 'from' as it was.");
    }
    List<RawReading> found =
        telemetry.readings(known, new Span(begin, period.to()), skip, paging.fetch());
    List<Answers.Reading> items = new ArrayList<>();
    for (RawReading reading : found) {
      items.add(Answers.Reading.of(known, reading));
    }
    return Page.of(items, paging, last -> position(last.at(), found, paging.size(), begin, skip));
  }

  /// A moment, and how many of its readings were given already: no reading has a key of its own.
  private static Cursor position(
      Instant at, List<RawReading> found, int size, Instant begin, int skip) {
    long given = found.subList(0, size).stream().filter(one -> one.at().equals(at)).count();
    return Cursor.of(OLDEST, at, at.equals(begin) ? given + skip : given);
  }

  @Get("/windows")
  @Operation(
      summary =
          "Readings rolled up: lowest, highest, mean, sum, count and coverage of windows of one"
              + " length")
  @ApiResponse(responseCode = "422", description = "more than 10,000 windows, or a wrong field")
  @Needs(READ)
  Answers.RolledUp windows(
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String point,
      @Nullable @QueryValue String unit,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to,
      @QueryValue(defaultValue = "PT1H") String step) {
    Point known = telemetry.point(gateway, device, point, unit);
    Span period = Period.of(from, to, clock.instant());
    Duration length = Period.length("step", step);
    if (Duration.between(period.from(), period.to()).dividedBy(length)
        > TelemetryQuery.MAX_POINTS) {
      throw ProblemException.invalid(
          List.of(
              new ProblemException.Fault(
                  "step", "a shorter period or a longer step: at most 10000 windows")));
    }
    Windows windows = telemetry.windows(known, period, length);
    return Answers.RolledUp.of(known, windows, gaps(windows, null), clock.instant());
  }

  @Get("/chart")
  @Operation(
      summary =
          "A point for a chart: lowest and highest value of each column (by=min-max), or the values"
              + " that shape the line (by=triangle)")
  @Needs(READ)
  Answers.Chart chart(
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String point,
      @Nullable @QueryValue String unit,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to,
      @QueryValue(defaultValue = "1000") int columns,
      @QueryValue(defaultValue = "min-max") String by,
      @Nullable @QueryValue String gap) {
    Point known = telemetry.point(gateway, device, point, unit);
    Span period = Period.of(from, to, clock.instant());
    int most = Period.number("columns", columns, 3, TelemetryQuery.MAX_POINTS);
    Duration longest = gap == null ? null : Period.length("gap", gap);
    switch (by) {
      case "min-max" -> {
        Windows windows = telemetry.chart(known, period, most);
        return Answers.Chart.of(known, windows, gaps(windows, longest));
      }
      case "triangle" -> {
        Duration silent = longest == null ? SHORTEST_GAP : longest;
        return Answers.Chart.of(known, period, telemetry.line(known, period, most, silent));
      }
      default ->
          throw ProblemException.invalid(
              List.of(new ProblemException.Fault("by", "give 'min-max' or 'triangle'")));
    }
  }

  @Get(uri = "/export", produces = MediaType.ALL)
  @Operation(summary = "All readings of a period as CSV, or in InfluxDB's line protocol")
  @Needs(READ)
  HttpResponse<StreamedFile> export(
      HttpRequest<?> request,
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String point,
      @Nullable @QueryValue String unit,
      @Nullable @QueryValue String from,
      @Nullable @QueryValue String to,
      @QueryValue(defaultValue = "csv") String format) {
    Point known = telemetry.point(gateway, device, point, unit);
    Span period = Period.of(from, to, clock.instant());
    Export.Format chosen =
        switch (format) {
          case "csv" -> Export.Format.CSV;
          case "line" -> Export.Format.LINE;
          default ->
              throw ProblemException.invalid(
                  List.of(new ProblemException.Fault("format", "give 'csv' or 'line'")));
        };
    boolean csv = chosen == Export.Format.CSV;
    MediaType type = MediaType.of(csv ? "text/csv;charset=utf-8" : "text/plain;charset=utf-8");
    Acting acting = Acting.of(request).orElseThrow();
    String file = gateway + "-" + device + "-" + point + (csv ? ".csv" : ".lp");
    // Read when this request has left its thread, on behalf of the same caller.
    return HttpResponse.ok(
            new StreamedFile(telemetry.export(known, period, chosen).stream(acting::call), type))
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + safe(file) + "\"");
  }

  @Get(uri = "/live", produces = MediaType.TEXT_EVENT_STREAM)
  @Operation(
      summary = "The newest value of a point and each one that follows, as they are committed")
  @ApiResponse(responseCode = "503", description = "too many streams are open; try again later")
  @Needs(READ)
  HttpResponse<Publisher<Event<String>>> live(
      HttpRequest<?> request,
      @PathVariable String gateway,
      @PathVariable String device,
      @PathVariable String point) {
    Point known = telemetry.point(gateway, device, point, null);
    return HttpResponse.ok(streams.open(request, known)).header("X-Accel-Buffering", "no");
  }

  /// @param longest null for what the windows tell: three of them, or five minutes
  private List<Answers.Gap> gaps(Windows windows, @Nullable Duration longest) {
    Duration usual = windows.step().multipliedBy(3);
    Duration silent = usual.compareTo(SHORTEST_GAP) > 0 ? usual : SHORTEST_GAP;
    List<Instant> heard =
        windows.windows().stream().filter(one -> one.count() > 0).map(Window::start).toList();
    return Answers.Gap.of(
        telemetry.gaps(
            heard,
            windows.step(),
            new Span(windows.from(), windows.to()),
            longest == null ? silent : longest));
  }

  private static String safe(String file) {
    return file.replaceAll("[^A-Za-z0-9._-]", "_");
  }
}
