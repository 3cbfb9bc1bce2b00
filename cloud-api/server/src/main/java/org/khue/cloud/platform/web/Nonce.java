package org.khue.cloud.platform.web;

import io.micronaut.http.HttpRequest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// A word that allows one script inside one answer's page. Pages hold no script of their own; this
/// is for the page that cannot do without.
public final class Nonce {
  private static final String ATTRIBUTE = "khue.nonce";
  private static final int BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Nonce() {}

  /// The word for the attribute `nonce` of the script; the answer's policy then names it too.
  public static String of(HttpRequest<?> request) {
    return used(request)
        .orElseGet(() -> {
          byte[] bytes = new byte[BYTES];
          RANDOM.nextBytes(bytes);
          String nonce = Base64.getEncoder().encodeToString(bytes);
          request.setAttribute(ATTRIBUTE, nonce);
          return nonce;
        });
  }

  static Optional<String> used(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class);
  }
}
