package org.khue.cloud.organisation.internal.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.cloud.platform.audit.AuditTrail;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;
import org.khue.web.table.Column;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;

/// What became of a room: who added, changed, removed it, and which gateways stood in it.
@Controller("/units/{id}/rooms/{room}/history")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomHistoryController {
  private static final int MOST = 1_000;

  private final Units units;
  private final RoomForm form;
  private final RecordPages records;
  private final AuditTrail trail;
  private final UnitFrame frame;
  private final Tables tables;
  private final Pages pages;

  RoomHistoryController(
      Units units,
      RoomForm form,
      RecordPages records,
      AuditTrail trail,
      UnitFrame frame,
      Tables tables,
      Pages pages) {
    this.units = units;
    this.form = form;
    this.records = records;
    this.trail = trail;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs(OrganisationPages.READ)
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> show(HttpRequest<?> request, @PathVariable UUID id, @PathVariable UUID room) {
    Text text = pages.text(request);
    Room known = records.known(id, room, form);
    Unit unit = units.get(id);
    String heading = text.t("org.history-of", "name", known.facts().name());
    TableSpec<AuditRow> spec = spec(text, heading);
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, trail.about("room", room.toString(), MOST)),
        view ->
            pages.page(
                request,
                text,
                "organisation/details",
                OrganisationPages.SECTION,
                heading,
                false,
                frame.list(text, unit, "rooms", heading, view, List.<Crumb>of())));
  }

  private static TableSpec<AuditRow> spec(Text text, String heading) {
    return TableSpec.of(
            "room-history",
            heading,
            Column.<AuditRow>moment("at", text.t("org.when"), AuditRow::at).fixed().asSortable(),
            Column.<AuditRow>text("who", text.t("org.who"), AuditRow::caller).asPersonal(),
            Column.<AuditRow>text("what", text.t("org.what"), row -> what(text, row.action())),
            Column.<AuditRow>text("then", text.t("org.then"), row -> then(text, row)))
        .sortedBy("at", true);
  }

  private static String what(Text text, String action) {
    return switch (action) {
      case "room.created" -> text.t("org.did-create");
      case "room.changed" -> text.t("org.did-change");
      case "room.removed" -> text.t("org.did-remove");
      case "room.restored" -> text.t("org.did-restore");
      case "room.gateway-tied" -> text.t("org.did-tie");
      case "room.gateway-untied" -> text.t("org.did-untie");
      default -> action;
    };
  }

  private static String then(Text text, AuditRow row) {
    Map<String, String> details = Details.of(row.details());
    String gateway = details.get("gateway");
    if (gateway != null) {
      return gateway;
    }
    String kind = details.get("kind");
    String name = details.getOrDefault("name", "");
    return details.getOrDefault("code", "")
        + (name.isEmpty() ? "" : " · " + name)
        + (kind == null ? "" : " · " + UnitWords.room(text, RoomKind.ofCode(kind)));
  }
}
