package org.khue.cloud.pages.administration;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.audit.AuditRow;
import org.khue.cloud.platform.audit.AuditTrail;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;
import org.khue.web.table.Csv;

/// The audit trail for those who must be able to look.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class AuditController {
  private static final int PAGE_ROWS = 50;
  private static final int EXPORT_ROWS = 20_000;

  private final AuditTrail trail;
  private final Pages pages;

  AuditController(AuditTrail trail, Pages pages) {
    this.trail = trail;
    this.pages = pages;
  }

  @Needs("audit.read")
  @Get("/audit")
  HttpResponse<String> page(
      HttpRequest<?> request,
      @RequestBean AuditQuery query,
      @QueryValue(defaultValue = "9223372036854775807") long before) {
    Text text = pages.text(request);
    List<AuditRow> found = trail.find(filter(query, text.zone()), before, PAGE_ROWS + 1);
    boolean more = found.size() > PAGE_ROWS;
    List<AuditRow> rows = more ? found.subList(0, PAGE_ROWS) : found;
    return pages.page(
        request,
        text,
        "administration/audit",
        AdministrationModule.AUDIT,
        text.t("audit.title"),
        false,
        Map.of(
            "rows",
            rows,
            "query",
            query,
            "next",
            more ? query.link("/audit") + "&before=" + rows.getLast().seq() : ""));
  }

  @Needs("audit.read")
  @Get(uri = "/audit.csv", produces = MediaType.TEXT_CSV)
  HttpResponse<String> csv(HttpRequest<?> request, @RequestBean AuditQuery query) {
    Text text = pages.text(request);
    Csv csv =
        new Csv()
            .row(
                text.t("audit.number"),
                text.t("audit.at"),
                text.t("audit.caller"),
                text.t("audit.action"),
                text.t("audit.kind"),
                text.t("audit.subject"),
                text.t("audit.unit"),
                text.t("audit.right"),
                text.t("audit.details"));
    for (AuditRow row : trail.find(filter(query, text.zone()), Long.MAX_VALUE, EXPORT_ROWS)) {
      csv.row(
          String.valueOf(row.seq()),
          row.at().toString(),
          row.caller(),
          row.action(),
          row.kind(),
          row.subject(),
          row.unit().toString(),
          row.right(),
          row.details());
    }
    return HttpResponse.ok(csv.toString())
        .contentType("text/csv; charset=utf-8")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"khue-audit.csv\"");
  }

  private static AuditTrail.Filter filter(AuditQuery query, ZoneId zone) {
    return new AuditTrail.Filter(
        moment("from", query.from(), 0, zone),
        moment("to", query.to(), 1, zone),
        query.action().strip(),
        query.kind().strip(),
        query.subject().strip(),
        query.caller().strip());
  }

  private static @Nullable Instant moment(String field, String date, int plusDays, ZoneId zone) {
    if (date.isBlank()) {
      return null;
    }
    try {
      return LocalDate.parse(date.strip()).plusDays(plusDays).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault(field, "give a date such as 2026-11-24")));
    }
  }
}
