package org.khue.cloud.identity.internal.grant;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import org.khue.cloud.platform.security.Needs;

/// Stops a start in which a route needs a right that no table names: nobody could ever call it.
@Context
@Requires(beans = Router.class)
final class DeclaredRights {
  DeclaredRights(Router router, RightTables tables) {
    List<String> unknown =
        router
            .uriRoutes()
            .<UriRouteInfo<?, ?>>map(route -> route)
            .filter(route ->
                route
                    .getAnnotationMetadata()
                    .stringValue(Needs.class)
                    .filter(right -> !tables.all().containsKey(right))
                    .isPresent())
            .map(route ->
                route.getHttpMethodName()
                    + " "
                    + route.getUriMatchTemplate()
                    + " needs '"
                    + route.getAnnotationMetadata().stringValue(Needs.class).orElse("")
                    + "'")
            .toList();
    if (!unknown.isEmpty()) {
      throw new IllegalStateException(
          "Rights that no rights.yaml names: " + String.join("; ", unknown));
    }
  }
}
