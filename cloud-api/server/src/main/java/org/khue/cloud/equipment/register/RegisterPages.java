package org.khue.cloud.equipment.register;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.QrCode;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Filter;
import org.khue.web.table.TableQuery;
import org.khue.web.table.TableSpec;

/// The register as a list, the way from a label to its item, and sheets of labels.
@Controller("/equipment")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RegisterPages {
  static final String TAB = "/equipment";

  /// Labels on one sheet of print; more are printed in several goes.
  private static final int MOST_LABELS = 500;

  private final Items items;
  private final ItemRows rows;
  private final Rooms rooms;
  private final Ground ground;
  private final Frame frame;
  private final Tables tables;
  private final Pages pages;

  RegisterPages(
      Items items,
      ItemRows rows,
      Rooms rooms,
      Ground ground,
      Frame frame,
      Tables tables,
      Pages pages) {
    this.items = items;
    this.rows = rows;
    this.rooms = rooms;
    this.ground = ground;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<Unit> schools = frame.schools();
    boolean write = ground.mayAnywhere(Items.WRITE);
    TableSpec<ItemRow> spec =
        ItemWords.table(text, schools, roomFilter(schools), write ? "/equipment/new" : "");
    return tables.answer(
        request,
        text,
        spec,
        rows.in(text, schools),
        view ->
            frame.list(
                request,
                text,
                TAB,
                text.t("eq.register"),
                text.t("eq.register-explain"),
                links(request, text, write),
                view));
  }

  private List<Filter.Option> roomFilter(List<Unit> schools) {
    return schools.size() != 1
        ? List.of()
        : rooms.of(schools.getFirst().id()).stream()
            .map(room -> new Filter.Option(room.id().toString(), RoomNames.name(room)))
            .toList();
  }

  private List<Crumb> links(HttpRequest<?> request, Text text, boolean write) {
    List<Crumb> links = new ArrayList<>();
    if (write) {
      links.add(new Crumb(text.t("eq.add"), "/equipment/new"));
      links.add(new Crumb(text.t("eq.types"), "/equipment/types"));
      if (ground.mayAnywhere("imports.run")) {
        links.add(new Crumb(text.t("eq.import"), "/imports/new?list=equipment"));
      }
    }
    String query = request.getUri().getRawQuery();
    links.add(
        new Crumb(text.t("eq.labels"), "/equipment/labels" + (query == null ? "" : "?" + query)));
    return links;
  }

  /// @param code as it was typed or scanned
  @Needs(Items.READ)
  @Get("/find")
  HttpResponse<?> find(@QueryValue(defaultValue = "") String code) {
    Item item =
        items.byCode(code).orElseThrow(() -> ProblemException.missing("label of equipment"));
    return HttpResponse.seeOther(URI.create(ItemWords.path(item)));
  }

  /// The labels of all items that the list shows under the same filters.
  @Needs(Items.READ)
  @Get("/labels")
  HttpResponse<String> labels(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<Unit> schools = frame.schools();
    TableSpec<ItemRow> spec = ItemWords.table(text, schools, roomFilter(schools), "");
    TableQuery query = TableQuery.parse(text, spec, request.getParameters().asMap());
    var found = rows.in(text, schools).read(query.slice(0, MOST_LABELS));
    List<Label> labels = found.rows().stream().map(RegisterPages::label).toList();
    return frame.page(
        request,
        text,
        "equipment/labels",
        text.t("eq.labels"),
        Map.of("labels", labels, "total", found.total()));
  }

  private static Label label(ItemRow row) {
    Item item = row.item();
    String name = item.facts().name();
    return new Label(
        LabelCode.shown(item.code()),
        name.isEmpty() ? row.type() : row.type() + " · " + name,
        item.facts().number(),
        QrCode.of(item.code()));
  }

  /// The way to the form of a new item.
  @Needs(Items.WRITE)
  @Get("/new")
  HttpResponse<?> add(HttpRequest<?> request) {
    Text text = pages.text(request);
    return frame.choose(request, text, text.t("eq.add"), school -> addTo(school.id()));
  }

  private static String addTo(UUID school) {
    return "/equipment/schools/" + school + "/new";
  }
}
