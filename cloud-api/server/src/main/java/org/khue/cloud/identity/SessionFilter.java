package org.khue.cloud.identity;

import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
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
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.security.Access;
import org.khue.cloud.platform.security.Acting;
import org.khue.cloud.platform.security.Caller;
import org.khue.cloud.platform.security.MachineRoutes;
import org.khue.cloud.platform.security.Needs;
import org.khue.cloud.platform.security.SignedIn;
import org.khue.cloud.platform.web.OpenRoute;
import org.khue.cloud.platform.web.Visitor;

/// Refuses every request that is not open to all, not a machine's with a credential of its own, and
/// not of a signed-in browser whose roles hold the right that the route [Needs]. A new route is
/// refused until somebody decides otherwise.
///
/// A request that changes something must come from a page of this very site (Fetch Metadata, else
/// the Origin header): no other site can make a visitor's browser do anything here.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class SessionFilter implements Ordered {
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final String HEALTH = "/health";

  private final Sessions sessions;
  private final Access access;

  SessionFilter(Sessions sessions, Access access) {
    this.sessions = sessions;
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
    if (!READING.contains(request.getMethodName()) && !isFromHere(request)) {
      return HttpResponse.status(HttpStatus.FORBIDDEN);
    }
    Optional<Role> role = SessionCookie.id(request).flatMap(sessions::find);
    role.ifPresent(known -> {
      String id = SessionCookie.id(request).orElseThrow();
      new Visitor(known.nameKey(), () -> sessions.find(id).isPresent()).enter(request);
    });
    AnnotationMetadata route =
        RouteAttributes.getRouteMatch(request)
            .<AnnotationMetadata>map(RouteMatch::getAnnotationMetadata)
            .orElse(AnnotationMetadata.EMPTY_METADATA);
    if (role.isEmpty()) {
      return isOpen(request, route) ? null : toLogin(request);
    }
    Caller caller = role.get().caller();
    String right = route.stringValue(Needs.class).orElse("");
    if (!right.isEmpty() && !access.may(caller, right)) {
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
    return null;
  }

  private static ProblemException forbidden() {
    return new ProblemException(
        HttpStatus.FORBIDDEN,
        "None of your roles may do this. Ask the head of your unit or its IT officer.");
  }

  private static HttpResponse<?> toLogin(HttpRequest<?> request) {
    boolean page =
        request.getMethodName().equals("GET")
            && !request.getHeaders().contains("HX-Request")
            && request.accept().stream()
                .anyMatch(type -> type.getName().equals(MediaType.TEXT_HTML));
    return page
        ? HttpResponse.seeOther(URI.create("/login"))
        : HttpResponse.status(HttpStatus.UNAUTHORIZED);
  }

  private static boolean isOpen(HttpRequest<?> request, AnnotationMetadata route) {
    return request.getPath().equals(HEALTH) || route.hasAnnotation(OpenRoute.class);
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
