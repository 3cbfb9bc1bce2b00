package org.khue.cloud.platform.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes faults of the server into its log, each under a number. The log tells the kind of every
/// exception and where it came from, but not its message: messages quote what people typed.
@Singleton
final class BugLog {
  private static final Logger LOG = LoggerFactory.getLogger(BugLog.class);
  private static final int DEEPEST = 8;

  /// @return the number
  String note(HttpRequest<?> request, Throwable exception) {
    String number = UUID.randomUUID().toString().substring(0, 8);
    LOG.error(
        "error {} at {} {}", number, request.getMethodName(), route(request), silent(exception, 0));
    return number;
  }

  /// The pattern of the address: the address itself may name a person.
  static String route(HttpRequest<?> request) {
    return RouteAttributes.getRouteInfo(request)
        .filter(UriRouteInfo.class::isInstance)
        .map(route -> ((UriRouteInfo<?, ?>) route).getUriMatchTemplate())
        .map(UriMatchTemplate::toString)
        .orElse("(no route)");
  }

  private static Throwable silent(Throwable exception, int depth) {
    Throwable cause = exception.getCause();
    Throwable silent =
        new Silent(
            exception.getClass().getName(),
            cause == null || depth == DEEPEST ? null : silent(cause, depth + 1));
    silent.setStackTrace(exception.getStackTrace());
    return silent;
  }

  /// Stands for an exception whose message is not to be seen.
  private static final class Silent extends Exception {
    private static final long serialVersionUID = 1L;

    Silent(String name, @Nullable Throwable cause) {
      super(name, cause);
    }

    @Override
    public String toString() {
      return String.valueOf(getMessage());
    }
  }
}
