package org.khue.cloud.pages.administration;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.retention.Retention;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// How long data is kept, why, and what would go now.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class RetentionController {
  private final Retention retention;
  private final Pages pages;

  RetentionController(Retention retention, Pages pages) {
    this.retention = retention;
    this.pages = pages;
  }

  @Needs("retention.read")
  @Get("/retention")
  HttpResponse<String> page(HttpRequest<?> request) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "administration/retention",
        AdministrationModule.RETENTION,
        text.t("retention.title"),
        false,
        Map.of("lines", retention.lines(), "trial", retention.trial()));
  }

  @Needs("retention.decide")
  @Post("/retention")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> decide(@Body Map<String, String> form) {
    String days = form.getOrDefault("days", "").strip();
    if (!days.matches("[0-9]{0,6}")) {
      throw ProblemException.invalid(
          List.of(new ProblemException.Fault("days", "give a number of days")));
    }
    retention.decide(form.getOrDefault("name", ""), days.isEmpty() ? null : Integer.valueOf(days));
    return HttpResponse.seeOther(URI.create("/retention"));
  }
}
