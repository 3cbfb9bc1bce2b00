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
import java.util.Map;
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.web.i18n.Text;

/// Messages between parts of the program that were not taken.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class EventController {
  private static final int LONGEST_LIST = 200;

  private final Events events;
  private final Pages pages;

  EventController(Events events, Pages pages) {
    this.events = events;
    this.pages = pages;
  }

  @Needs("events.read")
  @Get("/events")
  HttpResponse<String> page(HttpRequest<?> request) {
    Text text = pages.text(request);
    return pages.page(
        request,
        text,
        "administration/events",
        AdministrationModule.JOBS,
        text.t("parked.title"),
        false,
        Map.of("parked", events.parked(LONGEST_LIST)));
  }

  @Needs("events.retry")
  @Post("/events/retry")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> retry(@Body Map<String, String> form) {
    String position = form.getOrDefault("position", "");
    if (!position.matches("[0-9]{1,18}")
        || !events.retry(form.getOrDefault("subscriber", ""), Long.parseLong(position))) {
      throw ProblemException.missing("parked event");
    }
    return HttpResponse.seeOther(URI.create("/events"));
  }
}
