package org.khue.cloud.pages;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.cloud.identity.Role;
import org.khue.cloud.organisation.Unit;
import org.khue.cloud.organisation.Units;
import org.khue.cloud.platform.jobs.Jobs;
import org.khue.cloud.platform.notify.Notices;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.Grant;
import org.khue.cloud.platform.security.Scope;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.Pages;
import org.khue.cloud.platform.web.Section;
import org.khue.web.i18n.Text;
import org.khue.web.part.Tile;

/// The start page of everybody: what they are here for, what waits for them, where they can go.
@Controller
@Produces(MediaType.TEXT_HTML)
@ExecuteOn(TaskExecutors.BLOCKING)
public final class StartController {
  private static final String ROOMS = "rooms.see";

  private final Units units;
  private final Overview overview;
  private final Notices notices;
  private final Jobs jobs;
  private final Access access;
  private final Pages pages;

  StartController(
      Units units, Overview overview, Notices notices, Jobs jobs, Access access, Pages pages) {
    this.units = units;
    this.overview = overview;
    this.notices = notices;
    this.jobs = jobs;
    this.access = access;
    this.pages = pages;
  }

  /// What somebody is, and where.
  ///
  /// @param task what that role does here
  /// @param place where the role holds, in words
  /// @param href of the unit; empty where there is no page of it for them
  public record Duty(String role, String task, String place, String href) {}

  /// A page that they may open.
  ///
  /// @param about what one does there; empty when nobody said so
  /// @param first whether a role of theirs begins with it
  public record Door(String label, String href, String about, boolean first) {}

  @SignedIn
  @Get("/")
  HttpResponse<String> start(HttpRequest<?> request) {
    Text text = pages.text(request);
    Caller caller = Acting.required().caller();
    List<Duty> duties = caller.grants().stream().map(grant -> duty(text, caller, grant)).toList();
    return pages.page(
        request,
        text,
        "start/start",
        "",
        text.t("start.title"),
        false,
        Map.of(
            "name", caller.person() == null ? "" : caller.name(),
            "today", text.date(LocalDate.ofInstant(text.now(), text.zone())),
            "duties", duties,
            "tiles", tiles(text, caller),
            "doors", doors(text, caller)));
  }

  private Duty duty(Text text, Caller caller, Grant grant) {
    Optional<Role> role = Role.ofCode(grant.role());
    String name = role.map(known -> text.t(known.nameKey())).orElse(grant.role());
    String task = role.map(known -> text.t(known.taskKey())).orElse("");
    return switch (grant.scope()) {
      case Scope.Below below -> {
        Optional<Unit> unit = units.find(below.unit());
        String place =
            unit.map(known -> text.t("start.at-unit", "unit", known.nameIn(text.language())))
                .orElse("");
        boolean linked = unit.isPresent() && access.may(caller, "organisation.read");
        yield new Duty(name, task, place, linked ? "/units/" + below.unit() : "");
      }
      case Scope.Persons persons ->
          new Duty(name, task, role.map(known -> persons(text, known, persons)).orElse(""), "");
      case Scope.Everything _ -> new Duty(name, task, "", "");
    };
  }

  private static String persons(Text text, Role role, Scope.Persons persons) {
    return role == Role.PARENT
        ? text.t("start.for-children", "count", persons.ids().size())
        : text.t("start.for-yourself");
  }

  private List<Tile> tiles(Text text, Caller caller) {
    List<Tile> tiles = new ArrayList<>();
    if (access.may(caller, ROOMS)) {
      List<RoomCard> cards = Acting.required().with(ROOMS).call(() -> overview.cards(text));
      tiles.add(
          Tile.of(
                  text.t("start.rooms-now"),
                  String.valueOf(cards.size()),
                  cards.isEmpty() ? text.t("rooms.empty") : RoomController.summary(text, cards))
              .leadingTo("/rooms"));
    }
    tiles.add(
        Tile.of(text.t("start.unread"), String.valueOf(notices.unread()), "")
            .leadingTo("/notices"));
    long running = jobs.mine().stream().filter(job -> !job.state().ended()).count();
    tiles.add(Tile.of(text.t("start.running"), String.valueOf(running), "").leadingTo("/jobs"));
    return tiles;
  }

  private List<Door> doors(Text text, Caller caller) {
    List<String> homes =
        caller.grants().stream()
            .flatMap(grant -> Role.ofCode(grant.role()).stream())
            .map(Role::home)
            .toList();
    return pages.sections(caller).stream().map(section -> door(text, section, homes)).toList();
  }

  private static Door door(Text text, Section section, List<String> homes) {
    String about = section.aboutKey();
    return new Door(
        text.t(section.labelKey()),
        section.href(),
        about == null ? "" : text.t(about),
        homes.contains(section.href()));
  }
}
