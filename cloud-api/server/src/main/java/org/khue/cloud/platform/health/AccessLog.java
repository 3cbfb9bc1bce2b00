package org.khue.cloud.platform.health;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.uri.UriMatchTemplate;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One line a request, when `khue.access-log` is true: method, pattern of the route, status, time.
/// Neither the address itself, which names persons by their ids, nor the query, nor who asked; the
/// audit trail tells that.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "khue.access-log", value = "true")
final class AccessLog implements Ordered {
  private static final Logger LOG = LoggerFactory.getLogger("access");
  private static final String STARTED = "khue.started";
  private static final int BEFORE_ALL = -2_000;

  @Override
  public int getOrder() {
    return BEFORE_ALL;
  }

  @RequestFilter
  void start(HttpRequest<?> request) {
    request.setAttribute(STARTED, System.nanoTime());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, HttpResponse<?> response) {
    long took =
        request
            .getAttribute(STARTED, Long.class)
            .map(started -> Duration.ofNanos(System.nanoTime() - started).toMillis())
            .orElse(-1L);
    String route =
        RouteAttributes.getRouteInfo(request)
            .filter(UriRouteInfo.class::isInstance)
            .map(info -> ((UriRouteInfo<?, ?>) info).getUriMatchTemplate())
            .map(UriMatchTemplate::toString)
            .orElse("(no route)");
    LOG.info("{} {} {} {} ms", request.getMethodName(), route, response.code(), took);
  }
}
