package org.khue.gateway.local.entry;

import java.util.Optional;
import org.khue.gateway.local.entry.Cards.Outcome;
import org.khue.gateway.local.entry.Cards.Refused;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Person;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.khue.gateway.local.web.Texts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in by a card: the browser waits, somebody taps at the room's reader.
final class CardSignIn {
  private static final Logger log = LoggerFactory.getLogger(CardSignIn.class);
  private static final String PATH = "/sign-in/card";

  private final Frame frame;
  private final Cards cards;
  private final Dispatcher dispatcher;

  CardSignIn(Frame frame, Cards cards, Dispatcher dispatcher) {
    this.frame = frame;
    this.cards = cards;
    this.dispatcher = dispatcher;
  }

  void addTo(Router router) {
    router.get(PATH, Role.ANYBODY, this::page);
    router.post(PATH, Role.ANYBODY, this::begin);
  }

  /// The way to it; nothing while no card would be let in.
  void offer(Html html, Request request) {
    if (cards.any()) {
      html.element("h2", request.texts().get("sign-in.card"));
      html.add(request.beginForm(PATH)).raw("<p>").text(request.texts().get("sign-in.card-hint"));
      html.raw("</p><button class=quiet>").text(request.texts().get("sign-in.by-card"));
      html.raw("</button></form>");
    }
  }

  private Response begin(Request request) {
    Refused refused = cards.begin(request.token(), request.source());
    return switch (refused) {
      case NOTHING -> Response.seeOther(PATH);
      case ANOTHER_WAITS -> told(409, request, "sign-in.another-waits");
      case PAUSE -> told(429, request, "sign-in.pause");
    };
  }

  /// A script that keeps the page fresh is told to load it anew once the card was shown: only then
  /// the browser gets its session.
  private Response page(Request request) {
    Outcome outcome = cards.outcome(request.token());
    if (outcome == Outcome.GRANTED && request.live()) {
      return Response.text(401, "");
    }
    Optional<Card> card = cards.take(request.token());
    if (card.isPresent()) {
      log.info("Somebody signed in at the local site with a card, from {}", request.source());
      Card shown = card.get();
      return dispatcher.signIn(
          request, new Person(shown.role(), shown.label(), shown.hash()), "/room");
    }
    return told(200, request, "sign-in.tap." + outcome);
  }

  private Response told(int code, Request request, String key) {
    Texts texts = request.texts();
    Html html = new Html().raw("<div id=card data-live><p class=status>").text(texts.get(key));
    html.raw("</p></div><p><a href=/sign-in>").text(texts.get("sign-in.other")).raw("</a></p>");
    return frame.page(code, request, texts.get("sign-in"), html);
  }
}
