package org.khue.cloud.identity.internal.account;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Somebody who may sign in.
///
/// @param login what they type: lower case, no spaces
/// @param name as it is shown
/// @param person of the people module; null for an account that is no known person's
/// @param unit whose IT officer looks after the account
/// @param language code of their language, `vi` or `en`
/// @param demo whether the greeting of a demo enters it by one click
/// @param mustChange whether the password must be changed before anything else
/// @param logins how many times it was entered
/// @param ssoName what names this account at the city's sign-in, such as a staff code
/// @param version grows with each change, for lost updates
public record Account(
    UUID id,
    String login,
    String name,
    @Nullable UUID person,
    UUID unit,
    State state,
    String language,
    boolean demo,
    boolean mustChange,
    int logins,
    @Nullable String ssoName,
    long version) {

  /// Whether an account can be entered.
  public enum State {
    ACTIVE,
    /// For now, such as after a theft.
    LOCKED,
    /// For good: its person has left.
    DISABLED;

    /// The code in forms and in the database.
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State ofCode(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }
}
