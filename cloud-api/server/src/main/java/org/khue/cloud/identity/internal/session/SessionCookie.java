package org.khue.cloud.identity.internal.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;

/// The cookie that holds a session's id: not for scripts, not for other sites' requests.
public final class SessionCookie {
  private static final String NAME = "khue_session";

  private SessionCookie() {}

  public static Optional<String> id(HttpRequest<?> request) {
    return request.getCookies().findCookie(NAME).map(Cookie::getValue);
  }

  public static Cookie of(HttpRequest<?> request, String id) {
    return cookie(request, id).maxAge(Sessions.AGE_LIMIT);
  }

  public static Cookie none(HttpRequest<?> request) {
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
