package org.khue.cloud.organisation.model;

import java.util.Locale;

/// A part of the school day whose periods are numbered from 1.
public enum Shift {
  MORNING,
  AFTERNOON,
  EVENING;

  /// The code in the database, in addresses and in JSON.
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return code();
  }
}
