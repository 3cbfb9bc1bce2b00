package org.khue.gateway.local.entry;

import java.io.IOException;
import java.util.List;
import org.khue.gateway.local.entry.Cards.Outcome;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Refusal;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;

/// The installer makes cards known, and takes their right away.
public final class CardPages {
  private static final String PATH = "/cards";
  private static final int LONGEST = 60;

  private final Frame frame;
  private final Cards cards;
  private final Dispatcher dispatcher;

  public CardPages(Frame frame, Cards cards, Dispatcher dispatcher) {
    this.frame = frame;
    this.cards = cards;
    this.dispatcher = dispatcher;
  }

  public void addTo(Router router) {
    router.get(PATH, Role.INSTALLER, this::page);
    router.post(PATH + "/enrol", Role.INSTALLER, this::enrol);
    router.post(PATH + "/stop", Role.INSTALLER, this::stop);
    router.post(PATH + "/revoke", Role.INSTALLER, this::revoke);
    router.post(PATH + "/forget", Role.INSTALLER, this::forget);
    frame.way(PATH, "cards", Role.INSTALLER);
  }

  private Response page(Request request) {
    Texts texts = request.texts();
    Outcome enrolling = cards.enrolling();
    Html html = new Html().raw("<div id=cards data-live>");
    if (enrolling == Outcome.WAITS) {
      html.raw("<p class=\"status attention\">").text(texts.get("cards.tap")).raw("</p>");
      html.add(request.beginForm(PATH + "/stop")).raw("<button class=quiet>");
      html.text(texts.get("cards.stop")).raw("</button></form>");
    } else if (enrolling == Outcome.UNFIT) {
      html.raw("<p class=fault role=alert>").text(texts.get("cards.unfit")).raw("</p>");
    } else if (enrolling == Outcome.GRANTED) {
      html.raw("<p class=status>").text(texts.get("cards.enrolled")).raw("</p>");
    }
    list(html, request, cards.all());
    html.raw("</div>");
    if (enrolling != Outcome.WAITS) {
      form(html, request);
    }
    return frame.page(request, texts.get("cards"), html);
  }

  private static void list(Html html, Request request, List<Card> all) {
    Texts texts = request.texts();
    if (all.isEmpty()) {
      html.element("p", texts.get("cards.none"));
    }
    html.raw("<ul class=devices>");
    for (Card card : all) {
      html.raw("<li>").element("h2", card.label());
      String role = texts.get("role." + card.role());
      html.element("p", card.revoked() ? role + " – " + texts.get("cards.revoked") : role);
      html.add(request.beginForm(PATH + (card.revoked() ? "/forget" : "/revoke")));
      html.raw("<input type=hidden name=card").attribute("value", card.hash());
      html.raw("><button class=quiet>");
      html.text(texts.get(card.revoked() ? "cards.forget" : "cards.revoke"));
      html.raw(" <span class=hidden>").text(card.label()).raw("</span></button></form></li>");
    }
    html.raw("</ul>");
  }

  private static void form(Html html, Request request) {
    Texts texts = request.texts();
    html.element("h2", texts.get("cards.new")).add(request.beginForm(PATH + "/enrol"));
    html.raw("<label for=label>").text(texts.get("cards.label")).raw("</label>");
    html.raw("<input id=label name=label required autocomplete=off maxlength=" + LONGEST + ">");
    html.raw("<label for=role>").text(texts.get("cards.role")).raw("</label>");
    html.raw("<select id=role name=role>");
    for (Role role : List.of(Role.USER, Role.TECHNICIAN)) {
      html.raw("<option").attribute("value", role.name()).raw(">");
      html.text(texts.get("cards.may." + role)).raw("</option>");
    }
    html.raw("</select><p><button>").text(texts.get("cards.enrol")).raw("</button></p></form>");
  }

  private Response enrol(Request request) {
    String label = request.form("label");
    boolean sound =
        !label.isEmpty()
            && label.length() <= LONGEST
            && label.chars().noneMatch(Character::isISOControl);
    if (!sound) {
      throw new Refusal(422, "cards.bad-label");
    }
    cards.enrol(
        label, request.form("role").equals(Role.TECHNICIAN.name()) ? Role.TECHNICIAN : Role.USER);
    return Response.seeOther(PATH);
  }

  private Response stop(Request request) {
    cards.stopEnrolling();
    return Response.seeOther(PATH);
  }

  /// Whoever is signed in with it is out at once.
  private Response revoke(Request request) throws IOException {
    cards.revoke(request.form("card"));
    dispatcher.signOutAll(request.form("card"));
    return Response.seeOther(PATH);
  }

  private Response forget(Request request) throws IOException {
    cards.forget(request.form("card"));
    return Response.seeOther(PATH);
  }
}
