package org.khue.cloud.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.equipment.Equipment;
import org.khue.cloud.equipment.RoomUse;
import org.khue.cloud.equipment.model.Figure;
import org.khue.cloud.fleet.Fleet;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;
import org.khue.web.table.Csv;

/// How rooms and devices are used, today and this week.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class UseController {
  private final Equipment equipment;
  private final Fleet fleet;
  private final Pages pages;

  UseController(Equipment equipment, Fleet fleet, Pages pages) {
    this.equipment = equipment;
    this.fleet = fleet;
    this.pages = pages;
  }

  /// A room that the heat map can be narrowed to.
  public record Choice(String gateway, String name) {}

  private record Week(LocalDate monday, List<RoomUse> today, List<RoomUse> week) {}

  @Needs("use.see")
  @Get("/use")
  HttpResponse<String> use(HttpRequest<?> request, @QueryValue(defaultValue = "") String room) {
    Text text = pages.text(request);
    Week week = week(text);
    List<UseTable.Group> groups = UseTable.groups(text, week.today(), week.week());
    List<Choice> choices =
        fleet.rooms().stream()
            .map(known -> new Choice(known.gateway(), text.name(known.name(), known.id())))
            .toList();
    String chosen = choices.stream().anyMatch(choice -> choice.gateway().equals(room)) ? room : "";
    return pages.page(
        request,
        text,
        "use/use",
        PagesModule.USE,
        text.t("use.title"),
        false,
        Map.of(
            "groups", groups,
            "sentence", sentence(text, groups),
            "heat", UseTable.heat(text, equipment, week.monday(), chosen),
            "choices", choices,
            "chosen", chosen));
  }

  @Needs("use.see")
  @Get(uri = "/use.csv", produces = MediaType.TEXT_CSV)
  HttpResponse<String> csv(HttpRequest<?> request) {
    Text text = pages.text(request);
    Week week = week(text);
    Csv csv =
        new Csv()
            .row(
                text.t("use.csv-room"),
                text.t("use.csv-device"),
                text.t("use.evidence"),
                text.t("use.csv-period"),
                text.t("use.csv-available"),
                text.t("use.csv-used"),
                text.t("use.csv-utilisation"),
                text.t("use.csv-coverage"));
    for (UseTable.Group group : UseTable.groups(text, week.today(), week.week())) {
      rows(csv, text, group.room().name(), "", group.room());
      for (UseTable.Line device : group.devices()) {
        rows(csv, text, group.room().name(), device.name(), device);
      }
    }
    return HttpResponse.ok(csv.toString())
        .contentType("text/csv; charset=utf-8")
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"khue-use-" + week.monday() + ".csv\"");
  }

  private static void rows(Csv csv, Text text, String room, String device, UseTable.Line line) {
    row(csv, room, device, line.evidence(), text.t("use.today"), line.watched(), line.today());
    row(csv, room, device, line.evidence(), text.t("use.week"), line.watched(), line.week());
  }

  private static void row(
      Csv csv,
      String room,
      String device,
      String evidence,
      String period,
      boolean watched,
      Figure figure) {
    csv.row(
        room,
        device,
        evidence,
        period,
        String.valueOf(figure.available().toMinutes()),
        watched ? String.valueOf(figure.used().toMinutes()) : "",
        watched ? Csv.number(figure.utilisation()) : "",
        Csv.number(figure.coverage()));
  }

  private Week week(Text text) {
    LocalDate today = LocalDate.ofInstant(text.now(), text.zone());
    LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    Instant dayStart = today.atStartOfDay(text.zone()).toInstant();
    Instant dayEnd = today.plusDays(1).atStartOfDay(text.zone()).toInstant();
    Instant weekStart = monday.atStartOfDay(text.zone()).toInstant();
    Instant weekEnd = monday.plusDays(7).atStartOfDay(text.zone()).toInstant();
    return new Week(
        monday,
        equipment.rooms(dayStart, dayEnd, text.now()),
        equipment.rooms(weekStart, weekEnd, text.now()));
  }

  private static String sentence(Text text, List<UseTable.Group> groups) {
    Optional<UseTable.Line> most =
        groups.stream()
            .map(UseTable.Group::room)
            .filter(line -> line.watched() && !Double.isNaN(line.week().utilisation()))
            .max(Comparator.comparingDouble(line -> line.week().utilisation()));
    if (most.isEmpty()) {
      return text.t("use.sentence-none");
    }
    Figure all =
        groups.stream()
            .map(UseTable.Group::room)
            .filter(UseTable.Line::watched)
            .map(UseTable.Line::week)
            .reduce(Figure.NONE, Figure::plus);
    return text.t(
        "use.sentence",
        "room",
        most.get().name(),
        "percent",
        text.percent(most.get().week().utilisation()),
        "all",
        text.percent(all.utilisation()),
        "coverage",
        text.percent(all.coverage()));
  }
}
