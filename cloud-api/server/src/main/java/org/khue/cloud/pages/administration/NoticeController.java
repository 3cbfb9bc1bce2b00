package org.khue.cloud.pages.administration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.notify.NoticeLine;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableSpec;

/// What somebody was told.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class NoticeController {
  private final Notices notices;
  private final Tables tables;
  private final Pages pages;

  NoticeController(Notices notices, Tables tables, Pages pages) {
    this.notices = notices;
    this.tables = tables;
    this.pages = pages;
  }

  @SignedIn
  @Get("/notices")
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    List<NoticeLine> mine = notices.mine();
    TableSpec<NoticeLine> spec = NoticeList.spec(text);
    boolean unread = mine.stream().anyMatch(notice -> notice.readAt() == null);
    return tables.answer(
        request,
        text,
        spec,
        NoticeList.source(text, spec, mine),
        view ->
            pages.page(
                request,
                text,
                "administration/notices",
                "",
                text.t("notices.title"),
                false,
                Map.of("table", view, "unread", unread)));
  }

  /// The link with the count, for the frame of every page.
  @SignedIn
  @Get("/notices/bell")
  HttpResponse<String> bell(HttpRequest<?> request) {
    return pages.piece(
        "administration/bell", Map.of("text", pages.text(request), "unread", notices.unread()));
  }

  @SignedIn
  @Post("/notices/{id}/read")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> read(@PathVariable UUID id) {
    String href = notices.read(id).orElseThrow(() -> ProblemException.missing("notice"));
    return HttpResponse.seeOther(URI.create(href));
  }

  @SignedIn
  @Post("/notices/read-all")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> readAll() {
    notices.readAll();
    return HttpResponse.seeOther(URI.create("/notices"));
  }
}
