package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a room is for. The codes are those of the gateways' room files.
public enum RoomKind {
  CLASSROOM,
  STEAM,
  STUDIO,
  LIBRARY,
  PHYSICS_LAB,
  CHEMISTRY_LAB,
  BIOLOGY_LAB,
  COMPUTER_LAB,
  MOBILE_CLASSROOM,
  GYM,
  OFFICE,
  OTHER;

  /// The code in the database, in addresses and in JSON: `physics-lab`.
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException if there is none
  public static RoomKind ofCode(String code) {
    return Codes.of(values(), RoomKind::code, code);
  }

  @Override
  public String toString() {
    return code();
  }
}
