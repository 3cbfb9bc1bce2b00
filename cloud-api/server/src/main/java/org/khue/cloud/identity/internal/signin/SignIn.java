package org.khue.cloud.identity.internal.signin;

import java.time.Instant;
import java.util.Locale;

/// Somebody came in, went out, or failed to.
///
/// @param method how: a code of [org.khue.cloud.identity.internal.session.Session.Method], or
///   `second` or `token`
/// @param source the address that it came from
/// @param device what the browser said of itself, or a token's name
public record SignIn(
    Instant at, What what, String method, boolean secondFactor, String source, String device) {

  /// What happened.
  public enum What {
    ENTERED("sign-in.entered"),
    FAILED("sign-in.failed"),
    LEFT("sign-in.left"),
    /// A program used a token of the account, for the first time today from that address.
    TOKEN("sign-in.token");

    private final String key;

    What(String key) {
      this.key = key;
    }

    /// Key of the words for it, and its name in the audit trail.
    public String key() {
      return key;
    }

    /// The code in the database.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static What ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
