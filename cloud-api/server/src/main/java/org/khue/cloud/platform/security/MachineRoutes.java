package org.khue.cloud.platform.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import java.util.Optional;

/// Which credential a request's route asks for; for the session filter and the machine filter.
public final class MachineRoutes {
  private MachineRoutes() {}

  /// Empty for a route that needs a person's session (or for no route at all).
  public static Optional<MachineAccess.Credential> credentialFor(HttpRequest<?> request) {
    return RouteAttributes.getRouteMatch(request)
        .flatMap(route ->
            route
                .getAnnotationMetadata()
                .enumValue(MachineAccess.class, MachineAccess.Credential.class));
  }
}
