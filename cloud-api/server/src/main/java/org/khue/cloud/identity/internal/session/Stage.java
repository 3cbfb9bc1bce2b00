package org.khue.cloud.identity.internal.session;

/// How far a sign-in has come. Before [#FULL] a session opens nothing but the page of its stage.
public enum Stage {
  /// The password was right, the second factor is still to be shown.
  SECOND_FACTOR("/login/second"),
  /// A one-time code or a first password opened the account: a password of one's own comes first.
  CHANGE_PASSWORD("/login/password"),
  /// Somebody at work who has no second factor yet, at their second sign-in.
  ENROL("/profile/second"),
  FULL("/");

  private final String page;

  Stage(String page) {
    this.page = page;
  }

  /// The page where the sign-in goes on.
  public String page() {
    return page;
  }
}
