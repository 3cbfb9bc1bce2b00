package org.khue.cloud.equipment.booking;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Frame;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.internal.RoomNames;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.web.Done;
import org.khue.cloud.platform.web.LocalPath;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Posted;
import org.khue.web.form.FormInput;
import org.khue.web.form.FormSpec;
import org.khue.web.i18n.Text;
import org.khue.web.part.Crumb;

/// The week of a room or an item, and the form that books it.
@Controller("/bookings")
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
final class BookingPages {
  static final String TAB = "/bookings";
  private static final int MOST = 2_000;

  private final Bookings bookings;
  private final BookingForm form;
  private final Calendars calendars;
  private final Rooms rooms;
  private final Ground ground;
  private final Frame frame;
  private final Pages pages;

  BookingPages(
      Bookings bookings,
      BookingForm form,
      Calendars calendars,
      Rooms rooms,
      Ground ground,
      Frame frame,
      Pages pages) {
    this.bookings = bookings;
    this.form = form;
    this.calendars = calendars;
    this.rooms = rooms;
    this.ground = ground;
    this.frame = frame;
    this.pages = pages;
  }

  @Needs(Items.READ)
  @Get
  HttpResponse<?> start(HttpRequest<?> request) {
    Text text = pages.text(request);
    return frame.choose(request, text, text.t("booking.title"), school -> page(school.id()));
  }

  private static String page(UUID school) {
    return "/bookings/schools/" + school;
  }

  /// @param thing `room:…` or `item:…`; the school's first room when it is none
  /// @param day any day of the week that is shown
  @Needs(Items.READ)
  @Get("/schools/{school}")
  HttpResponse<String> week(
      HttpRequest<?> request,
      @PathVariable UUID school,
      @QueryValue(defaultValue = "") String thing,
      @QueryValue(defaultValue = "") String day) {
    ground.require(Items.READ, school);
    Text text = pages.text(request);
    LocalDate monday = Weeks.monday(day(day).orElseGet(ground::today));
    Optional<Lessons> lessons = lessons(school, monday);
    List<Crumb> choices =
        rooms.of(school).stream()
            .map(room -> new Crumb(RoomNames.name(room), "room:" + room.id()))
            .toList();
    Thing shown =
        Thing.read(thing)
            .or(() -> choices.stream().findFirst().flatMap(first -> Thing.read(first.href())))
            .orElseThrow(() ->
                new ProblemException(
                    HttpStatus.NOT_FOUND,
                    "The school has no room that could be booked. Add its rooms first."));
    String name = form.name(school, shown);
    if (name.isEmpty()) {
      throw ProblemException.missing("room or item");
    }
    boolean write = ground.may(Bookings.WRITE, school);
    Map<String, Object> model = new HashMap<>();
    model.put("tabs", frame.tabs(text, TAB));
    model.put("name", name);
    model.put("choices", choices);
    model.put("chosen", shown.text());
    model.put("path", page(school));
    model.put("monday", monday);
    model.put("add", write ? Weeks.form(school, shown) : "");
    lessons.ifPresent(known -> {
      Interval time =
          new Interval(
              monday.atStartOfDay(known.zone()).toInstant(),
              monday.plusDays(7).atStartOfDay(known.zone()).toInstant());
      List<Booking> booked = bookings.within(school, shown, time, MOST);
      model.put(
          "week", new Weeks(text, school, shown, write, ground.now()).of(known, monday, booked));
    });
    return frame.page(request, text, "equipment/week", text.t("booking.title"), model);
  }

  private Optional<Lessons> lessons(UUID school, LocalDate monday) {
    return calendars
        .on(school, monday)
        .or(() -> calendars.on(school, monday.plusDays(6)))
        .map(calendar -> new Lessons(calendar.days(), ground.zone()));
  }

  private static Optional<LocalDate> day(String text) {
    try {
      return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  @Needs(Bookings.WRITE)
  @Get("/schools/{school}/new")
  HttpResponse<String> ask(
      HttpRequest<?> request,
      @PathVariable UUID school,
      @QueryValue(defaultValue = "") String thing,
      @QueryValue(defaultValue = "") String day,
      @QueryValue(defaultValue = "") String period) {
    ground.require(Bookings.WRITE, school);
    Text text = pages.text(request);
    LocalDate when = day(day).orElseGet(ground::today);
    Thing chosen = Thing.read(thing).orElse(null);
    FormSpec spec = form.spec(text, school, known(school, when), chosen);
    FormInput input = BookingForm.filled(spec, chosen, when.toString(), period);
    return form(request, text, school, input, List.of(), List.of());
  }

  private Lessons known(UUID school, LocalDate day) {
    return lessons(school, Weeks.monday(day))
        .orElseThrow(() ->
            new ProblemException(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "No school year holds on that day. Enter the school's calendar first."));
  }

  @Needs(Bookings.WRITE)
  @Post("/schools/{school}/new")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  HttpResponse<?> book(HttpRequest<?> request, @PathVariable UUID school, @Body String body) {
    ground.require(Bookings.WRITE, school);
    Text text = pages.text(request);
    Posted posted = Posted.of(body);
    Thing thing = Thing.read(posted.one("thing")).orElse(null);
    Lessons lessons = known(school, day(posted.one("day")).orElseGet(ground::today));
    FormInput input = form.spec(text, school, lessons, thing).read(text, posted.values());
    List<Interval> times = BookingForm.times(input, lessons);
    if (input.valid() && times.isEmpty()) {
      input = input.reject("day", text.t("booking.no-lessons"));
    }
    if (!input.valid() || thing == null) {
      return form(request, text, school, input, List.of(), List.of());
    }
    return answer(request, text, input, order(school, thing, times, input));
  }

  private static Order order(UUID school, Thing thing, List<Interval> times, FormInput input) {
    return new Order(
        school, thing, times, input.ticked("skip"), input.text("purpose"), input.text("subject"));
  }

  private HttpResponse<?> answer(HttpRequest<?> request, Text text, FormInput input, Order order) {
    try {
      return switch (bookings.book(order)) {
        case Outcome.Booked booked ->
            Done.then(
                    Weeks.page(order.unit(), order.thing())
                        + "&day="
                        + LocalDate.ofInstant(booked.bookings().getFirst().starts(), ground.zone()))
                .saying(booked.left().isEmpty() ? "booking.done" : "booking.done-in-part")
                .accepting(input.form())
                .response(request);
        case Outcome.Refused refused ->
            form(
                request,
                text,
                order.unit(),
                input.reject(text.t("booking.taken")),
                taken(text, refused),
                free(order, refused));
      };
    } catch (ProblemException refusal) {
      if (refusal.faults().isEmpty()) {
        throw refusal;
      }
      boolean thing = refusal.faults().getFirst().field().equals("thing");
      FormInput blamed =
          thing
              ? input.reject("thing", text.t("booking.not-usable"))
              : input.reject("day", text.t("booking.too-late"));
      return form(request, text, order.unit(), blamed, List.of(), List.of());
    }
  }

  private static List<String> taken(Text text, Outcome.Refused refused) {
    return refused.taken().stream()
        .map(booking ->
            text.t(
                "booking.taken-by",
                "who",
                booking.byName(),
                "from",
                text.dateTime(booking.starts()),
                "to",
                text.time(booking.ends()),
                "purpose",
                booking.purpose()))
        .toList();
  }

  /// Links to the form for what is free instead.
  private List<Crumb> free(Order order, Outcome.Refused refused) {
    LocalDate day = LocalDate.ofInstant(order.times().getFirst().start(), ground.zone());
    return refused.substitutes().stream()
        .map(some -> new Crumb(some.name(), Weeks.form(order.unit(), some.thing()) + "&day=" + day))
        .toList();
  }

  private HttpResponse<String> form(
      HttpRequest<?> request,
      Text text,
      UUID school,
      FormInput input,
      List<String> taken,
      List<Crumb> free) {
    Map<String, Object> model =
        Map.of(
            "above", List.of(new Crumb(text.t("booking.title"), page(school))),
            "form", input,
            "taken", taken,
            "free", free);
    String heading = text.t("booking.book");
    return input.valid()
        ? frame.page(request, text, "equipment/book", heading, model)
        : frame.refusal(request, text, "equipment/book", heading, model);
  }

  @Needs(Bookings.WRITE)
  @Post("/{id}/cancel")
  @Consumes(MediaType.ALL)
  HttpResponse<?> cancel(HttpRequest<?> request, @PathVariable UUID id) {
    UUID school = bookings.get(id).unit();
    bookings.cancel(id);
    return cancelled(request, school);
  }

  @Needs(Bookings.WRITE)
  @Post("/{id}/cancel-series")
  @Consumes(MediaType.ALL)
  HttpResponse<?> cancelSeries(HttpRequest<?> request, @PathVariable UUID id) {
    UUID school = bookings.get(id).unit();
    bookings.cancelSeries(id);
    return cancelled(request, school);
  }

  private static HttpResponse<?> cancelled(HttpRequest<?> request, UUID school) {
    return Done.then(LocalPath.before(request, page(school)))
        .saying("booking.was-cancelled")
        .response(request);
  }
}
