package org.khue.cloud.identity.internal.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.time.Duration;
import java.util.Optional;
import org.khue.cloud.platform.web.HostCookies;

/// The cookie that holds a session's id.
public final class SessionCookie {
  private static final String NAME = "khue_session";

  private SessionCookie() {}

  public static Optional<String> id(HttpRequest<?> request) {
    return HostCookies.value(request, NAME);
  }

  public static Cookie of(HttpRequest<?> request, String id) {
    return HostCookies.of(request, NAME, id).maxAge(Sessions.AGE_LIMIT);
  }

  public static Cookie none(HttpRequest<?> request) {
    return HostCookies.of(request, NAME, "").maxAge(Duration.ZERO);
  }
}
