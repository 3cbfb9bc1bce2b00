package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Who founded and keeps a unit.
public enum Ownership {
  PUBLIC,
  /// Founded and kept by the people of a neighbourhood (dân lập).
  COMMUNITY,
  PRIVATE;

  /// The code in the database, in addresses and in JSON.
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException if there is none
  public static Ownership ofCode(String code) {
    return Codes.of(values(), Ownership::code, code);
  }

  @Override
  public String toString() {
    return code();
  }
}
