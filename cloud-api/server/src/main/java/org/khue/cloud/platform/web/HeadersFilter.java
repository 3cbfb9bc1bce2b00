package org.khue.cloud.platform.web;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Puts the security headers on every answer, and keeps a preference that a request sets.
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class HeadersFilter implements Ordered {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none';"
          + " object-src 'none'";

  /// First of all, so that refusals bear the headers too.
  static final int ORDER = -1_000;

  @Override
  public int getOrder() {
    return ORDER;
  }

  @RequestFilter
  @Nullable HttpResponse<?> preference(HttpRequest<?> request) {
    if (!request.getMethodName().equals("GET") || !Preferences.isSet(request)) {
      return null;
    }
    MutableHttpResponse<?> back =
        HttpResponse.status(HttpStatus.SEE_OTHER)
            .header(HttpHeaders.LOCATION, URI.create(Preferences.pathWithout(request)).toString());
    Preferences.cookie(request, Preferences.LANGUAGE).ifPresent(back::cookie);
    Preferences.cookie(request, Preferences.THEME).ifPresent(back::cookie);
    return back;
  }

  @ResponseFilter
  void secure(HttpRequest<?> request, MutableHttpResponse<?> response) {
    if (!response.getHeaders().contains("Content-Security-Policy")) {
      response.header("Content-Security-Policy", policy(request));
    }
    if (request.isSecure()) {
      response.header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    }
    response.header("Cross-Origin-Embedder-Policy", "require-corp");
    response.header("X-Content-Type-Options", "nosniff");
    response.header("Referrer-Policy", "same-origin");
    response.header("Cross-Origin-Opener-Policy", "same-origin");
    response.header("Cross-Origin-Resource-Policy", "same-origin");
    response.header("Permissions-Policy", "camera=(), geolocation=(), microphone=(), usb=()");
    if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
      response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
  }

  private static String policy(HttpRequest<?> request) {
    return Nonce.used(request)
        .map(nonce -> CONTENT_SECURITY_POLICY + "; script-src 'self' 'nonce-" + nonce + "'")
        .orElse(CONTENT_SECURITY_POLICY);
  }
}
