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
import org.khue.cloud.platform.events.Events;
import org.khue.cloud.platform.events.ParkedEvent;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Tables;
import org.khue.web.i18n.Text;
import org.khue.web.table.TableSpec;

/// Messages between parts of the program that were not taken.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class EventController {
  private static final int LONGEST_LIST = 200;

  private final Events events;
  private final Tables tables;
  private final Pages pages;

  EventController(Events events, Tables tables, Pages pages) {
    this.events = events;
    this.tables = tables;
    this.pages = pages;
  }

  @Needs("events.read")
  @Get("/events")
  @Produces(MediaType.ALL)
  HttpResponse<?> list(HttpRequest<?> request) {
    Text text = pages.text(request);
    TableSpec<ParkedEvent> spec = EventList.spec(text);
    return tables.answer(
        request,
        text,
        spec,
        EventList.source(spec, events.parked(LONGEST_LIST)),
        view ->
            pages.page(
                request,
                text,
                "administration/events",
                AdministrationModule.JOBS,
                text.t("parked.title"),
                false,
                Map.of("table", view)));
  }

  @Needs("events.retry")
  @Post("/events/{position}/{subscriber}/retry")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> retry(@PathVariable long position, @PathVariable String subscriber) {
    if (!events.retry(subscriber, position)) {
      throw ProblemException.missing("parked event");
    }
    return HttpResponse.seeOther(URI.create("/events"));
  }
}
