package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.util.Optional;

/// Cookies of this very host: not for scripts, not for requests that other sites make. Over TLS
/// their names begin with `__Host-`, so that browsers take them from this host alone, never from a
/// neighbour's or over plain HTTP (RFC 6265bis, 4.1.3.2). A demo over plain HTTP has bare names,
/// since browsers refuse the others there.
public final class HostCookies {
  private static final String PREFIX = "__Host-";

  private HostCookies() {}

  /// @param name without the prefix
  public static Cookie of(HttpRequest<?> request, String name, String value) {
    return Cookie.of(named(request, name), value)
        .path("/")
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite(SameSite.Lax);
  }

  /// What the browser sent.
  public static Optional<String> value(HttpRequest<?> request, String name) {
    return request.getCookies().findCookie(named(request, name)).map(Cookie::getValue);
  }

  private static String named(HttpRequest<?> request, String name) {
    return request.isSecure() ? PREFIX + name : name;
  }
}
