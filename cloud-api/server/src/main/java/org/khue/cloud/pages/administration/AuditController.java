package org.khue.cloud.pages.administration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.cloud.platform.audit.AuditTrail;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.Reach;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.TableSpec;

/// The audit trail for those who must be able to look.
@Controller("/audit")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class AuditController {
  private final AuditTrail trail;
  private final Units units;
  private final Tables tables;
  private final Pages pages;

  AuditController(AuditTrail trail, Units units, Tables tables, Pages pages) {
    this.trail = trail;
    this.units = units;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("audit.read")
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    return tables.answer(
        request,
        text,
        spec(text),
        query -> trail.read(query, text.zone()),
        view ->
            pages.page(
                request,
                text,
                "administration/audit",
                AdministrationModule.AUDIT,
                text.t("audit.title"),
                false,
                Map.of("table", view)));
  }

  private TableSpec<AuditRow> spec(Text text) {
    Map<UUID, String> known = new HashMap<>();
    return TableSpec.of(
            "audit",
            text.t("audit.title"),
            Column.<AuditRow>moment("at", text.t("audit.at"), AuditRow::at).asSortable().fixed(),
            Column.<AuditRow>text("caller", text.t("audit.caller"), AuditRow::caller).asPersonal(),
            Column.<AuditRow>text("action", text.t("audit.action"), AuditRow::action).fixed(),
            Column.<AuditRow>text("kind", text.t("audit.kind"), AuditRow::kind),
            Column.<AuditRow>text("subject", text.t("audit.subject"), AuditRow::subject),
            Column.<AuditRow>text("details", text.t("audit.details"), AuditRow::details),
            Column.<AuditRow>text(
                    "unit",
                    text.t("audit.unit"),
                    row -> known.computeIfAbsent(row.unit(), id -> name(text, id)))
                .onDemand(),
            Column.<AuditRow>text("right", text.t("audit.right"), AuditRow::right).onDemand(),
            Column.<AuditRow>number("number", text.t("audit.number"), AuditRow::seq).onDemand())
        .filteredBy(
            new Filter.Search("q", text.t("audit.search")),
            new Filter.Search("subject", text.t("audit.subject")),
            new Filter.Dates("at", text.t("audit.at")))
        .sortedBy("at", true);
  }

  /// The directory of units is public to everybody who is signed in.
  private String name(Text text, UUID unit) {
    return unit.equals(Reach.ROOT)
        ? text.t("unit.root")
        : Acting.system("unit names")
            .call(() -> units.find(unit).map(Unit::name).orElse(unit.toString()));
  }
}
