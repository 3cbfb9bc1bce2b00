package org.khue.gateway.local.rollcall;

import java.io.IOException;
import java.util.Optional;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.khue.gateway.rollcall.ClassList;
import org.khue.gateway.rollcall.Refusal;
import org.khue.gateway.rollcall.RollCalls;
import org.khue.gateway.rollcall.Work;

/// A teacher calls the roll: pupils tap their cards, who has none is marked by hand. A technician
/// makes classes and their cards known.
public final class RollCallPages {
  private static final String PATH = "/roll-call";

  private final Frame frame;
  private final RollCalls calls;

  public RollCallPages(Frame frame, RollCalls calls) {
    this.frame = frame;
    this.calls = calls;
  }

  public void addTo(Router router) {
    router.get(PATH, Role.USER, this::page);
    post(router, "begin", Role.USER, request -> calls.begin(request.form("class"), request.by()));
    post(router, "mark", Role.USER, this::mark);
    post(router, "end", Role.USER, request -> calls.end(request.by()));
    post(router, "class", Role.TECHNICIAN, this::putClass);
    post(router, "forget", Role.TECHNICIAN, request -> calls.removeClass(request.form("class")));
    post(
        router,
        "learn",
        Role.TECHNICIAN,
        request -> calls.learn(request.form("class"), number(request, "from")));
    post(router, "skip", Role.TECHNICIAN, request -> calls.skip());
    post(router, "back", Role.TECHNICIAN, request -> calls.back());
    frame.way(PATH, "roll-call", Role.USER);
  }

  /// What somebody asks for, and why not.
  @FunctionalInterface
  private interface Step {
    Optional<Refusal> take(Request request) throws IOException;
  }

  private static void post(Router router, String name, Role needed, Step step) {
    router.post(
        PATH + "/" + name,
        needed,
        request -> {
          try {
            return step.take(request)
                .map(refusal -> request.done(request.texts().get("roll-call." + refusal), PATH))
                .orElseGet(() -> Response.seeOther(PATH));
          } catch (IOException e) {
            return request.done(request.texts().get("roll-call.not-kept", e.toString()), PATH);
          }
        });
  }

  private Optional<Refusal> mark(Request request) throws IOException {
    return calls.mark(number(request, "number"), request.form("present").equals("yes"));
  }

  private Optional<Refusal> putClass(Request request) throws IOException {
    return calls.putClass(request.form("class"), number(request, "size"));
  }

  /// 0, which is never right, for what is no number.
  private static int number(Request request, String field) {
    String text = request.form(field);
    return text.matches("\\d{1,3}") ? Integer.parseInt(text) : 0;
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    Html html = new Html().raw("<div id=roll-call data-live>");
    switch (calls.now()) {
      case Work.RollCall call -> RollCallParts.running(html, request, call);
      case Work.Learning learning -> RollCallParts.learning(html, request, learning);
      case null -> RollCallParts.idle(html, request, calls.classes(), calls.latest());
    }
    html.raw("</div>");
    if (calls.now() == null && request.role().may(Role.TECHNICIAN)) {
      RollCallParts.newClass(html, request, ClassList.MOST_PUPILS);
    }
    return frame.page(request, texts.get("roll-call"), html);
  }
}
