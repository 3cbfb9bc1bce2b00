package org.khue.cloud.equipment.booking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.util.HttpHostResolver;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.Field;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// Addresses under which other calendars read bookings.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class FeedPages {
  private static final String THING = "thing";

  private final Feeds feeds;
  private final BookingForm form;
  private final Ground ground;
  private final Frame frame;
  private final HttpHostResolver hosts;
  private final Pages pages;

  FeedPages(
      Feeds feeds,
      BookingForm form,
      Ground ground,
      Frame frame,
      HttpHostResolver hosts,
      Pages pages) {
    this.feeds = feeds;
    this.form = form;
    this.ground = ground;
    this.frame = frame;
    this.hosts = hosts;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get("/bookings/schools/{school}/feeds")
  HttpResponse<String> ask(
      HttpRequest<?> request,
      @PathVariable UUID school,
      @QueryValue(defaultValue = "") String thing) {
    ground.require(Items.READ, school);
    return page(request, pages.text(request), school, thing, "");
  }

  @Needs(Items.READ)
  @Post("/bookings/schools/{school}/feeds")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<String> make(HttpRequest<?> request, @PathVariable UUID school, @Body String body) {
    String thing = Posted.of(body).one(THING);
    UUID room = Thing.read(thing).orElse(null) instanceof Thing.OfRoom(UUID id) ? id : null;
    String token = feeds.make(school, room);
    String address = hosts.resolve(request) + "/calendars/" + token + ".ics";
    return page(request, pages.text(request), school, thing, address);
  }

  private HttpResponse<String> page(
      HttpRequest<?> request, Text text, UUID school, String thing, String address) {
    List<FormInput> forms = new ArrayList<>();
    forms.add(form(school, "", text.t("booking.feed-own")));
    if (Thing.read(thing).orElse(null) instanceof Thing.OfRoom room) {
      String name = form.name(school, room);
      forms.add(form(school, thing, text.t("booking.feed-room", "name", name)));
    }
    return frame.page(
        request,
        text,
        "equipment/feeds",
        text.t("booking.feed"),
        Map.of(
            "above",
            List.of(new Crumb(text.t("booking.title"), "/bookings/schools/" + school)),
            "forms",
            forms,
            "address",
            address));
  }

  private static FormInput form(UUID school, String thing, String submit) {
    String id = thing.isEmpty() ? "feed-own" : "feed-" + thing.replace(':', '-');
    String path = "/bookings/schools/" + school + "/feeds";
    return FormSpec.of(id, path, submit, Field.hidden(THING))
        .withoutAutosave()
        .blank()
        .filled(THING, thing);
  }

  /// @param name the secret and `.ics`
  @OpenRoute
  @Get("/calendars/{name}")
  @Produces("text/calendar; charset=utf-8")
  HttpResponse<String> read(@PathVariable String name) {
    String token = name.endsWith(".ics") ? name.substring(0, name.length() - 4) : name;
    return HttpResponse.ok(
        feeds.read(token).orElseThrow(() -> ProblemException.missing("calendar")));
  }
}
