package org.khue.gateway.local.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.local.web.Router.Match;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes every request of the local site: finds its route, who asks and whether they may, checks
/// that a form is one of ours, and sends the answer.
public final class Dispatcher implements HttpHandler {
  private static final Logger log = LoggerFactory.getLogger(Dispatcher.class);
  private static final Pattern VISITOR = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final String LIVE = "X-Khue-Live";

  private final Router router;
  private final Sessions sessions;
  private final Frame frame;

  public Dispatcher(Router router, Sessions sessions, Frame frame) {
    this.router = router;
    this.sessions = sessions;
    this.frame = frame;
    router.post("/sign-out", Role.USER, this::signOut);
  }

  @Override
  public void handle(HttpExchange exchange) {
    try (exchange) {
      send(exchange, answer(exchange));
    } catch (IOException e) {
      log.debug("A client of the local site went away: {}", e.toString());
    } catch (RuntimeException e) {
      log.error("A bug in the local site, which goes on", e);
    }
  }

  private Response answer(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    Cookies cookies = Cookies.of(headers);
    Request bare = bare(exchange, headers, cookies);
    try {
      String method = exchange.getRequestMethod();
      return switch (router.find(method.equals("HEAD") ? "GET" : method, bare.path())) {
        case Match.Nothing none -> throw new Refusal(404, "refused.nothing-here");
        case Match.OtherMethod(String allowed) ->
            frame.refusal(405, bare, bare.texts().get("refused.method")).with("Allow", allowed);
        case Match.Found(Router.Route route, Map<String, String> variables) ->
            found(exchange, route, variables, bare);
      };
    } catch (Refusal refusal) {
      return frame.refusal(refusal.code(), bare, bare.texts().get(refusal.key()));
    } catch (RuntimeException e) {
      log.error("A bug in a page of the local site", e);
      return frame.refusal(500, bare, bare.texts().get("refused.bug"));
    }
  }

  /// The request without variables and form.
  private Request bare(HttpExchange exchange, Headers headers, Cookies cookies) {
    boolean live = headers.containsKey(LIVE);
    Session session = sessions.find(cookies.values().get(Cookies.SESSION), !live).orElse(null);
    String visitor = cookies.values().getOrDefault(Cookies.VISITOR, "");
    if (session == null && !live && !VISITOR.matcher(visitor).matches()) {
      visitor = sessions.newId();
      setCookie(exchange, Cookies.VISITOR, visitor);
    }
    URI uri = exchange.getRequestURI();
    String path = uri.getPath();
    Map<String, String> query;
    try {
      query = Forms.parse(uri.getRawQuery());
    } catch (Refusal nonsense) {
      query = Map.of();
    }
    return new Request(
        path == null || path.isEmpty() ? "/" : path,
        Map.of(),
        query,
        Map.of(),
        texts(exchange, query.get("lang"), cookies.values().get(Cookies.LANGUAGE)),
        session,
        exchange.getRemoteAddress().getAddress().getHostAddress(),
        sessions.formToken(session == null ? visitor : session.id()),
        live);
  }

  /// What the address asks for is remembered.
  private static Texts texts(
      HttpExchange exchange, @Nullable String asked, @Nullable String remembered) {
    if (asked != null && Texts.LANGUAGES.contains(asked)) {
      setCookie(exchange, Cookies.LANGUAGE, asked);
      return Texts.in(asked);
    }
    return remembered != null && Texts.LANGUAGES.contains(remembered)
        ? Texts.in(remembered)
        : Texts.wished(exchange.getRequestHeaders().getFirst("Accept-Language"));
  }

  private static void setCookie(HttpExchange exchange, String name, String value) {
    exchange.getResponseHeaders().add("Set-Cookie", Cookies.line(name, value));
  }

  private Response found(
      HttpExchange exchange, Router.Route route, Map<String, String> variables, Request bare)
      throws IOException {
    if (!bare.role().may(route.needed())) {
      if (bare.session() != null) {
        throw new Refusal(403, "refused.role");
      }
      return bare.live()
          ? Response.text(401, "")
          : Response.seeOther("/sign-in?to=" + (route.method().equals("GET") ? bare.path() : "/"));
    }
    Map<String, String> form = Map.of();
    if (route.method().equals("POST")) {
      Headers headers = exchange.getRequestHeaders();
      form = Forms.read(exchange.getRequestBody(), headers.getFirst("Content-Type"));
      if (!isOurs(headers, form.getOrDefault(Request.FORM_TOKEN, ""), bare.token())) {
        throw new Refusal(403, "refused.token");
      }
    }
    return route
        .handler()
        .handle(
            new Request(
                bare.path(),
                variables,
                bare.query(),
                form,
                bare.texts(),
                bare.session(),
                bare.source(),
                bare.token(),
                bare.live()));
  }

  /// A form that another site made carries no token of ours, and browsers say where it comes from.
  private static boolean isOurs(Headers headers, String sent, String expected) {
    String site = headers.getFirst("Sec-Fetch-Site");
    String origin = headers.getFirst("Origin");
    String host = headers.getFirst("Host");
    boolean here = origin == null || (host != null && origin.replaceFirst(".*//", "").equals(host));
    return here
        && (site == null || site.equals("same-origin"))
        && MessageDigest.isEqual(
            sent.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
  }

  private Response signOut(Request request) {
    request.signedIn().ifPresent(sessions::end);
    return Response.seeOther("/").with("Set-Cookie", Cookies.gone(Cookies.SESSION));
  }

  /// Signs whoever asked in, and goes on.
  public Response signIn(Request request, Person person, String path) {
    request.signedIn().ifPresent(sessions::end);
    Session session = sessions.open(person);
    return Response.seeOther(path).with("Set-Cookie", Cookies.line(Cookies.SESSION, session.id()));
  }

  /// Ends the sessions of a card.
  ///
  /// @param by as in [Person]
  public void signOutAll(String by) {
    sessions.endAll(by);
  }

  private static void send(HttpExchange exchange, Response response) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", response.type());
    headers.set("Cache-Control", "no-store");
    headers.set("Vary", "Accept-Language, Cookie");
    headers.set("X-Content-Type-Options", "nosniff");
    // With no-referrer a browser would call the origin of our own forms null.
    headers.set("Referrer-Policy", "same-origin");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self';"
            + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
    response
        .headers()
        .forEach((name, value) -> {
          if (name.equals("Set-Cookie")) {
            headers.add(name, value);
          } else {
            headers.set(name, value);
          }
        });
    boolean head = exchange.getRequestMethod().equals("HEAD");
    boolean empty = head || response.length() == 0;
    exchange.sendResponseHeaders(
        response.code(), empty ? -1 : response.length() < 0 ? 0 : response.length());
    if (!empty) {
      try (OutputStream out = exchange.getResponseBody()) {
        response.body().writeTo(out);
      }
    }
  }
}
