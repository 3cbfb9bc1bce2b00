package org.khue.cloud.identity.internal.session;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.token.TokenCallers;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.MachineRoutes;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.security.StepUp;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Visitor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses every request that is not open to all, not a machine's with a credential of its own, and
/// not of a caller whose roles hold the right that the route [Needs]. A new route is refused until
/// somebody decides otherwise.
///
/// A caller is a signed-in browser or, on the API, a program with a token ([TokenCallers]).
///
/// A browser's request that changes something must come from a page of this very site (Fetch
/// Metadata, else the Origin header): no other site can make a visitor's browser do anything here.
/// Browsers add no bearer token by themselves, so a request with one needs no such proof.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SessionFilter implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final Set<String> HEALTH =
      Set.of("/health", "/health/liveness", "/health/readiness");
  private static final String API = "/api/";

  private final Sessions sessions;
  private final TokenCallers tokens;
  private final Access access;

  SessionFilter(Sessions sessions, TokenCallers tokens, Access access) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.access = access;
  }

  @Override
  public int getOrder() {
    return -500;
  }

  @RequestFilter
  @ExecuteOn(TaskExecutors.BLOCKING)
  @Nullable HttpResponse<?> admit(HttpRequest<?> request, MutablePropagatedContext context) {
    if (MachineRoutes.credentialFor(request).isPresent()) {
      return null;
    }
    AnnotationMetadata route =
        RouteAttributes.getRouteMatch(request)
            .<AnnotationMetadata>map(RouteMatch::getAnnotationMetadata)
            .orElse(AnnotationMetadata.EMPTY_METADATA);
    String bearer = request.getHeaders().get(HttpHeaders.AUTHORIZATION, String.class, "");
    if (request.getPath().startsWith(API) && !bearer.isEmpty()) {
      return admitToken(request, route, bearer, context);
    }
    if (!READING.contains(request.getMethodName()) && !isFromHere(request)) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    Optional<Session> found = SessionCookie.id(request).flatMap(sessions::find);
    if (found.isEmpty()) {
      return isOpen(request, route) ? null : toLogin(request);
    }
    Session session = found.get();
    meet(request, session);
    if (!isAllowed(session.stage(), route) && !isOpen(request, route)) {
      return goOn(request, session.stage().page());
    }
    if (route.hasAnnotation(StepUp.class) && !sessions.isFresh(session)) {
      return goOn(request, confirmPage(request));
    }
    act(request, route, session.caller(), context);
    return null;
  }

  private @Nullable HttpResponse<?> admitToken(
      HttpRequest<?> request,
      AnnotationMetadata route,
      String authorization,
      MutablePropagatedContext context) {
    TokenCallers.Answer answer = tokens.of(authorization, Sessions.source(request));
    return switch (answer) {
      case TokenCallers.Answer.Refused refused -> refused.response();
      case TokenCallers.Answer.Known known -> {
        if (route.hasAnnotation(StepUp.class) || route.hasAnnotation(SignedIn.class)) {
          throw new ProblemException(
              HttpStatus.FORBIDDEN, "A token may not do this; sign in and do it as a person.");
        }
        act(request, route, known.caller(), context);
        yield null;
      }
    };
  }

  private void act(
      HttpRequest<?> request,
      AnnotationMetadata route,
      Caller caller,
      MutablePropagatedContext context) {
    String right = route.stringValue(Needs.class).orElse("");
    if (!right.isEmpty() && !access.may(caller, right)) {
      // Who it was tells the account's id alone; the address could name other persons.
      LOG.info("Refused: account {} lacks the right {}", caller.account(), right);
      throw forbidden();
    }
    boolean declared =
        !right.isEmpty()
            || route.hasAnnotation(SignedIn.class)
            || isOpen(request, route)
            || RouteAttributes.getRouteMatch(request).isEmpty();
    if (!declared) {
      throw forbidden();
    }
    Acting acting = new Acting(caller, right);
    acting.enter(request);
    context.add(acting);
  }

  /// Makes the session known to the page. A long answer ends with the session, and when what the
  /// caller may do has changed: the browser then asks anew.
  private void meet(HttpRequest<?> request, Session session) {
    session.enter(request);
    if (session.stage() != Stage.FULL) {
      return;
    }
    String id = SessionCookie.id(request).orElseThrow();
    String role = session.mainRole().map(Role::nameKey).orElse("role.none");
    new Visitor(
            role,
            session.emergency() == null ? "" : "breakglass.alert",
            () ->
                sessions.find(id).filter(now -> now.caller().equals(session.caller())).isPresent())
        .enter(request);
  }

  private static boolean isAllowed(Stage stage, AnnotationMetadata route) {
    return stage == Stage.FULL
        || Arrays.asList(route.enumValues(DuringSignIn.class, Stage.class)).contains(stage);
  }

  private static ProblemException forbidden() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "None of your roles may do this. Ask the head of your unit or its IT officer.");
  }

  private static HttpResponse<?> toLogin(HttpRequest<?> request) {
    return isPage(request)
        ? HttpResponse.seeOther(URI.create("/login"))
        : HttpResponse.status(HttpStatus.UNAUTHORIZED);
  }

  /// Sends a browser to where it must go first; tells a program that it must.
  private static HttpResponse<?> goOn(HttpRequest<?> request, String page) {
    if (isPage(request) || isForm(request)) {
      return HttpResponse.seeOther(URI.create(page));
    }
    if (request.getHeaders().contains("HX-Request")) {
      return HttpResponse.status(HttpStatus.FORBIDDEN).header("HX-Redirect", page);
    }
    throw new ProblemException(
        HttpStatus.FORBIDDEN, "Prove first who you are: open " + page + " in the browser.");
  }

  /// Where a person proves who they are, and comes back from to the page that they were on.
  private static String confirmPage(HttpRequest<?> request) {
    String back = request.getPath();
    if (!READING.contains(request.getMethodName())) {
      String referer = request.getHeaders().get("Referer", String.class, "");
      back = referer.replaceFirst("^https?://[^/]+", "");
    }
    return "/login/confirm?back=" + URLEncoder.encode(back, StandardCharsets.UTF_8);
  }

  private static boolean isForm(HttpRequest<?> request) {
    return request.getMethodName().equals("POST") && isForEyes(request);
  }

  private static boolean isPage(HttpRequest<?> request) {
    return request.getMethodName().equals("GET") && isForEyes(request);
  }

  private static boolean isForEyes(HttpRequest<?> request) {
    return !request.getHeaders().contains("HX-Request")
        && !request.getPath().startsWith("/api/v1/")
        && request.accept().stream().anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
  }

  private static boolean isOpen(HttpRequest<?> request, AnnotationMetadata route) {
    return HEALTH.contains(request.getPath()) || route.hasAnnotation(OpenRoute.class);
  }

  private static boolean isFromHere(HttpRequest<?> request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin");
    }
    String origin = request.getHeaders().get("Origin");
    String host = request.getHeaders().get("Host");
    return origin != null
        && host != null
        && origin.equals((request.isSecure() ? "https://" : "http://") + host);
  }
}
