package org.khue.cloud.identity.internal.account;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The address under which people reach this cloud, as the operator says; a request's own word is
/// believed only where it names this very machine.
@Singleton
public final class PublicUrl {
  private static final Set<String> SELF = Set.of("localhost");

  private final @Nullable URI configured;

  /// @param url such as `https://khue.example.edu.vn`
  PublicUrl(@Nullable @Property(name = "khue.public-url") String url) {
    configured = url == null ? null : URI.create(url.replaceFirst("/+$", ""));
    if (configured != null && (configured.getHost() == null || configured.getScheme() == null)) {
      throw new IllegalStateException(
          "The setting khue.public-url must be like https://khue.example.edu.vn, not '"
              + url
              + "'");
    }
  }

  /// Scheme, host and port; empty where the operator has not said and browsers would not trust it.
  public Optional<URI> of(HttpRequest<?> request) {
    if (configured != null) {
      return Optional.of(configured);
    }
    String host = request.getHeaders().get("Host", String.class, "");
    if (!host.matches("[a-z]+(:[0-9]{1,5})?") || !SELF.contains(host.replaceFirst(":.*", ""))) {
      return Optional.empty();
    }
    return Optional.of(URI.create((request.isSecure() ? "https://" : "http://") + host));
  }
}
