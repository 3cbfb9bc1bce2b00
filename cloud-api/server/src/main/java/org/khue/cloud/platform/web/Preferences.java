package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.khue.web.Language;
import org.khue.web.Theme;

/// Language and theme of a reader: kept in cookies, set by the parameters `lang` and `theme` of any
/// page.
final class Preferences {
  static final String LANGUAGE = "lang";
  static final String THEME = "theme";
  private static final Duration KEPT = Duration.ofDays(365);

  private Preferences() {}

  static Language language(HttpRequest<?> request) {
    return chosen(request, LANGUAGE, Language::ofCode).orElse(Language.VI);
  }

  static Theme theme(HttpRequest<?> request) {
    return chosen(request, THEME, Theme::ofCode).orElse(Theme.AUTO);
  }

  /// Whether the request sets a preference.
  static boolean isSet(HttpRequest<?> request) {
    return request.getParameters().contains(LANGUAGE) || request.getParameters().contains(THEME);
  }

  /// The cookie that keeps a preference which the request sets.
  static Optional<Cookie> cookie(HttpRequest<?> request, String name) {
    return request
        .getParameters()
        .getFirst(name)
        .map(value ->
            HostCookies.of(
                    request,
                    name,
                    name.equals(LANGUAGE)
                        ? Language.ofCode(value).code()
                        : Theme.ofCode(value).code())
                .maxAge(KEPT));
  }

  /// Path and query of the request without the preferences. Never leads to another host.
  static String pathWithout(HttpRequest<?> request) {
    URI uri = request.getUri();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    String kept =
        Arrays.stream(query.split("&"))
            .filter(part -> !part.isEmpty())
            .filter(part -> !part.startsWith(LANGUAGE + "=") && !part.startsWith(THEME + "="))
            .collect(Collectors.joining("&"));
    String path = "/" + uri.getRawPath().replaceFirst("^/+", "");
    return kept.isEmpty() ? path : path + "?" + kept;
  }

  private static <T> Optional<T> chosen(
      HttpRequest<?> request, String name, Function<String, T> ofCode) {
    return request
        .getParameters()
        .getFirst(name)
        .or(() -> HostCookies.value(request, name))
        .map(ofCode);
  }
}
