package org.khue.cloud.identity.internal.session;

import io.micronaut.http.HttpRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.identity.Role;
import org.khue.cloud.identity.internal.account.Account;
import org.khue.cloud.identity.internal.grant.Breakglass;
import org.khue.cloud.platform.security.Caller;

/// A signed-in browser, with all that its account may do at this moment.
///
/// @param id for lists and for ending it; opens nothing
/// @param secondFactor whether this sign-in showed two factors
/// @param freshAt when its person last proved who they are
/// @param factors the second factors that the account has
/// @param emergency the role taken in an emergency; null when there is none
public record Session(
    UUID id,
    Account account,
    Method method,
    boolean secondFactor,
    Instant freshAt,
    Factors factors,
    Caller caller,
    @Nullable Breakglass emergency) {
  private static final String ATTRIBUTE = "khue.session";

  /// How it was opened.
  public enum Method {
    DEMO("session.method-demo"),
    PASSWORD("session.method-password"),
    PASSKEY("session.method-passkey"),
    SSO("session.method-sso");

    private final String key;

    Method(String key) {
      this.key = key;
    }

    /// Key of its name.
    public String key() {
      return key;
    }

    /// The code in the database.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// The second factors of an account.
  ///
  /// @param codes whether time-based codes are set up
  /// @param passkeys how many passkeys there are
  public record Factors(boolean codes, int passkeys) {
    public boolean any() {
      return codes || passkeys > 0;
    }
  }

  /// How far the sign-in has come.
  public Stage stage() {
    if (account.demo()) {
      return Stage.FULL;
    }
    if (factors.any() && !secondFactor) {
      return Stage.SECOND_FACTOR;
    }
    if (account.mustChange() && method == Method.PASSWORD) {
      return Stage.CHANGE_PASSWORD;
    }
    if (isStaff() && !secondFactor && account.logins() > 1) {
      return Stage.ENROL;
    }
    return Stage.FULL;
  }

  /// Whether any role is a duty at work.
  public boolean isStaff() {
    return caller.grants().stream()
        .flatMap(grant -> Role.ofCode(grant.role()).stream())
        .anyMatch(Role::isStaff);
  }

  /// The role that pages show: the first in the order of [Role].
  public Optional<Role> mainRole() {
    return Arrays.stream(Role.values())
        .filter(
            role -> caller.grants().stream().anyMatch(grant -> grant.role().equals(role.code())))
        .findFirst();
  }

  /// The page of the first task.
  public String home() {
    return mainRole().map(Role::home).orElse("/profile");
  }

  /// The session of a request, once the filter knows it.
  public static Optional<Session> of(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, Session.class);
  }

  /// Ties this to the request.
  void enter(HttpRequest<?> request) {
    request.setAttribute(ATTRIBUTE, this);
  }
}
