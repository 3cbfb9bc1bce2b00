package org.khue.cloud.fleet.identity;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.util.HttpHostResolver;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What a new gateway's sticker shows.
@Singleton
final class Sticker {
  private final AuthoritySettings settings;
  private final HttpHostResolver hosts;

  Sticker(AuthoritySettings settings, HttpHostResolver hosts) {
    this.settings = settings;
    this.hosts = hosts;
  }

  /// The cloud's address as gateways are told it, without a slash at its end.
  String cloud(HttpRequest<?> request) {
    String url = settings.webUrl() == null ? hosts.resolve(request) : settings.webUrl();
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /// All of it in one line, for the installer's phone.
  static String content(Claims.Made made, String cloud) {
    return "khue:claim?gateway="
        + made.claim().gateway()
        + "&code="
        + made.code()
        + "&pin="
        + made.pin()
        + "&cloud="
        + URLEncoder.encode(cloud, StandardCharsets.UTF_8)
        + "&ca="
        + made.authority();
  }
}
