package org.khue.cloud.people.internal.page;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.people.Person;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.cloud.platform.audit.AuditTrail;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.Column;
import org.khue.web.table.Filter;
import org.khue.web.table.MemoryRows;
import org.khue.web.table.TableSpec;

/// Who did what to a person's record, and when, as the audit trail tells it.
@Controller("/people/{id}/history")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {
  private static final int MOST = 2_000;

  private final AuditTrail trail;
  private final Units units;
  private final PersonFrame frame;
  private final Tables tables;
  private final Pages pages;

  HistoryController(AuditTrail trail, Units units, PersonFrame frame, Tables tables, Pages pages) {
    this.trail = trail;
    this.units = units;
    this.frame = frame;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("people.history")
  @Get
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request, UUID id) {
    Text text = pages.text(request);
    Person person = frame.person(id);
    HistoryWords words = new HistoryWords(text, new Words(text, units));
    TableSpec<AuditRow> spec = spec(text, words);
    List<AuditRow> rows = trail.about("person", person.id().toString(), MOST);
    return tables.answer(
        request,
        text,
        spec,
        new MemoryRows<>(spec, rows).dates("at", row -> LocalDate.ofInstant(row.at(), text.zone())),
        view ->
            pages.page(
                request,
                text,
                "people/history",
                ListController.SECTION,
                text.t("people.history"),
                false,
                Map.of(
                    "name",
                    person.facts().name().full(),
                    "tabs",
                    Views.tabs(text, person.id(), true),
                    "table",
                    view)));
  }

  private static TableSpec<AuditRow> spec(Text text, HistoryWords words) {
    return TableSpec.<AuditRow>of(
            "person-history",
            text.t("people.history"),
            Column.<AuditRow>moment("at", text.t("people.when"), AuditRow::at).asSortable().fixed(),
            Column.<AuditRow>person("who", text.t("people.who"), AuditRow::caller, row -> "")
                .asSortable(),
            Column.<AuditRow>text("what", text.t("people.what"), words::what).asSortable(),
            Column.<AuditRow>text("details", text.t("people.details"), words::details))
        .filteredBy(
            new Filter.Search("q", text.t("people.search-history")),
            new Filter.Dates("at", text.t("people.when")))
        .sortedBy("at", true)
        .whenEmpty(
            new TableSpec.Empty(
                text.t("people.no-history"), text.t("people.no-history-action"), "", ""));
  }
}
