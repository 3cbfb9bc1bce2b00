package org.khue.gateway.local.entry;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.khue.contract.PinHash;
import org.khue.gateway.local.web.Dispatcher;
import org.khue.gateway.local.web.Frame;
import org.khue.gateway.local.web.Html;
import org.khue.gateway.local.web.Person;
import org.khue.gateway.local.web.Request;
import org.khue.gateway.local.web.Response;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.local.web.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Signing in, with the PIN here, and the way to signing in by a card.
public final class SignInPages {
  private static final Logger log = LoggerFactory.getLogger(SignInPages.class);
  private static final String PATH = "/sign-in";

  private final Frame frame;
  private final PinGuard guard;
  private final Supplier<Optional<PinHash>> pin;
  private final Dispatcher dispatcher;
  private final CardSignIn card;

  /// The slow hash of one try at a time: many at once would keep the gateway from its devices.
  private final Semaphore one = new Semaphore(1);

  /// @param pin empty while there is none: nobody can sign in with it then
  public SignInPages(
      Frame frame,
      PinGuard guard,
      Supplier<Optional<PinHash>> pin,
      Cards cards,
      Dispatcher dispatcher) {
    this.frame = frame;
    this.guard = guard;
    this.pin = pin;
    this.dispatcher = dispatcher;
    card = new CardSignIn(frame, cards, dispatcher);
  }

  public void addTo(Router router) {
    router.get(PATH, Role.ANYBODY, request -> form(200, request, "", request.query("to")));
    router.post(PATH, Role.ANYBODY, this::signIn);
    card.addTo(router);
  }

  private Response form(int code, Request request, String fault, String to) {
    Html html = new Html();
    if (!fault.isEmpty()) {
      html.raw("<p class=fault role=alert id=fault>").text(fault).raw("</p>");
    }
    if (pin.get().isEmpty()) {
      html.element("p", request.texts().get("sign-in.no-pin"));
    } else {
      html.add(request.beginForm(PATH)).raw("<input type=hidden name=to");
      html.attribute("value", path(to)).raw("><label for=pin>");
      html.text(request.texts().get("sign-in.pin")).raw("</label>");
      html.raw("<input id=pin name=pin type=password inputmode=numeric autocomplete=off");
      html.raw(" required maxlength=9").raw(fault.isEmpty() ? "" : " aria-describedby=fault");
      html.raw("><p class=hint>").text(request.texts().get("sign-in.pin-hint"));
      html.raw("</p><button>").text(request.texts().get("sign-in")).raw("</button></form>");
    }
    card.offer(html, request);
    return frame.page(code, request, request.texts().get("sign-in"), html);
  }

  private Response signIn(Request request) {
    String to = request.form("to");
    Optional<PinHash> expected = pin.get();
    if (expected.isEmpty()) {
      return form(409, request, "", to);
    }
    Duration wait = guard.begin(request.source());
    if (!wait.isZero()) {
      String left = request.texts().span(wait.toSeconds() + 1);
      return form(429, request, request.texts().get("sign-in.wait", left), to)
          .with("Retry-After", Long.toString(wait.toSeconds() + 1));
    }
    if (!matches(expected.get(), request.form("pin").replace(" ", ""))) {
      log.warn("A wrong PIN at the local site, from {}", request.source());
      return form(403, request, request.texts().get("sign-in.wrong"), to);
    }
    guard.right(request.source());
    log.info("Somebody signed in at the local site with the PIN, from {}", request.source());
    return dispatcher.signIn(request, Person.WITH_PIN, path(to));
  }

  private boolean matches(PinHash expected, String typed) {
    if (!typed.matches(PinHash.DIGITS)) {
      return false;
    }
    one.acquireUninterruptibly();
    try {
      return expected.matches(typed);
    } finally {
      one.release();
    }
  }

  /// Only to a page of ours.
  private static String path(String to) {
    return to.matches("/[a-z0-9-]+(/[a-z0-9-]+)*") ? to : "/room";
  }
}
