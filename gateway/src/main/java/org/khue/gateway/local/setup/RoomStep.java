package org.khue.gateway.local.setup;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.Room;
import org.khue.gateway.discovery.RoomBook.Change;
import org.khue.gateway.local.setup.SetupPages.Surroundings;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;

/// Names the room, durably and without a restart.
final class RoomStep {
  private static final String PATH = SetupPages.PATH + "/room";
  private static final List<String> KINDS =
      List.of(
          "classroom",
          "physics-lab",
          "chemistry-lab",
          "biology-lab",
          "steam",
          "computer-room",
          "library",
          "office");
  private static final int LONGEST = 200;

  private final Frame frame;
  private final Surroundings around;

  RoomStep(Frame frame, Surroundings around) {
    this.frame = frame;
    this.around = around;
  }

  void addTo(Router router) {
    router.get(PATH, Role.INSTALLER, this::show);
    router.post(PATH, Role.INSTALLER, this::change);
  }

  private Response show(Request request) {
    Room room = around.book().room();
    return form(
        200,
        request,
        "",
        room.name().getOrDefault("vi", ""),
        room.name().getOrDefault("en", ""),
        room.kind());
  }

  private Response form(
      int code, Request request, String fault, String vi, String en, String kind) {
    Texts texts = request.texts();
    Html html = new Html();
    SetupPages.fault(html, fault);
    html.add(request.beginForm(PATH));
    String needed = " required maxlength=" + LONGEST;
    SetupPages.field(html, "vi", texts.get("room.name-vi"), vi, needed + " lang=vi");
    SetupPages.field(html, "en", texts.get("room.name-en"), en, needed + " lang=en");
    html.raw("<label for=kind>").text(texts.get("room.kind")).raw("</label>");
    html.raw("<select id=kind name=kind>");
    if (!KINDS.contains(kind)) {
      html.raw("<option selected>").text(kind).raw("</option>");
    }
    for (String each : KINDS) {
      html.raw("<option").attribute("value", each).raw(each.equals(kind) ? " selected>" : ">");
      html.text(texts.get("kind." + each)).raw("</option>");
    }
    html.raw("</select><p><button>").text(texts.get("save")).raw("</button></p></form>");
    return frame.page(code, request, texts.get("setup.room"), html);
  }

  private Response change(Request request) {
    Texts texts = request.texts();
    String vi = request.form("vi");
    String en = request.form("en");
    String kind = request.form("kind");
    boolean sound =
        isName(vi)
            && isName(en)
            && (KINDS.contains(kind) || kind.equals(around.book().room().kind()));
    if (!sound) {
      return form(422, request, texts.get("room.name-wrong"), vi, en, kind);
    }
    Optional<String> text = RoomNaming.named(around.book().text(), vi, en, kind);
    if (text.isEmpty()) {
      return form(422, request, texts.get("room.no-place"), vi, en, kind);
    }
    return switch (around.book().change(text.get())) {
      case Change.Done done -> request.done(texts.get("room.named"), SetupPages.PATH);
      case Change.Wrong(List<ConfigProblem> problems) ->
          form(422, request, messages(problems), vi, en, kind);
      case Change.Failed(String why) -> form(500, request, why, vi, en, kind);
    };
  }

  private static String messages(List<ConfigProblem> problems) {
    return problems.stream().map(ConfigProblem::message).collect(Collectors.joining("; "));
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST
        && name.chars().noneMatch(Character::isISOControl);
  }
}
