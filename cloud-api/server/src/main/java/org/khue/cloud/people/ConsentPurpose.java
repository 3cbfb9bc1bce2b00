package org.khue.cloud.people;

/// What somebody may agree to. What a school must do by law needs no consent and is not here.
public enum ConsentPurpose {
  /// Pictures of school life on the school's pages.
  PICTURES,
  /// Messages over channels that cost money or belong to others.
  PAID_MESSAGES,
  /// A school e-mail or learning account with an outside provider.
  OUTSIDE_ACCOUNT,
  /// Health data shown to a partner clinic.
  HEALTH_PARTNER,
  /// Use of anonymous work for research.
  RESEARCH;

  /// The version of the text that is asked now; an answer to an older one does not count.
  public int textVersion() {
    return 1;
  }
}
