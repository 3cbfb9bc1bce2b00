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
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// What somebody was told.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class NoticeController {
  private final Notices notices;
  private final Pages pages;

  NoticeController(Notices notices, Pages pages) {
    this.notices = notices;
    this.pages = pages;
  }

  @SignedIn
  @Get("/notices")
  HttpResponse<String> page(HttpRequest<?> request) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "administration/notices",
        "",
        text.t("notices.title"),
        false,
        Map.of("notices", notices.mine()));
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
