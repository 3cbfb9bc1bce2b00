package org.khue.cloud.identity;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;

/// The cookie that holds a session's id: not for scripts, not for other sites' requests.
final class SessionCookie {
  private static final String NAME = "khue_session";

  private SessionCookie() {}

  static Optional<String> id(HttpRequest<?> request) {
    return request.getCookies().findCookie(NAME).map(Cookie::getValue);
  }

  static Cookie of(HttpRequest<?> request, String id) {
    return cookie(request, id).maxAge(Sessions.AGE_LIMIT);
  }

  static Cookie none(HttpRequest<?> request) {
    return cookie(request, "").maxAge(Duration.ZERO);
  }

  private static Cookie cookie(HttpRequest<?> request, String value) {
    return Cookie.of(NAME, value)
        .path("/")
        .httpOnly(true)
        .secure(request.isSecure())
        .sameSite(SameSite.Lax);
  }
}
