package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/// Addresses to go back to, which may only lead to this site.
public final class LocalPath {
  private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[\\x21-\\x7e&&[^\\\\\"<>]]*");

  private LocalPath() {}

  /// The path with its query, if it is one of this site.
  public static String of(String asked, String otherwise) {
    return asked.isEmpty() || (asked.length() < 4_000 && SAFE.matcher(asked).matches())
        ? (asked.isEmpty() ? otherwise : asked)
        : otherwise;
  }

  /// The page from which a form was sent.
  public static String before(HttpRequest<?> request, String otherwise) {
    String referer = request.getHeaders().get("Referer");
    if (referer == null) {
      return otherwise;
    }
    try {
      URI uri = new URI(referer);
      String path = uri.getRawPath() == null ? "" : uri.getRawPath();
      return of(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery(), otherwise);
    } catch (URISyntaxException e) {
      return otherwise;
    }
  }
}
