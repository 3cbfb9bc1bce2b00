package org.khue.cloud.organisation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a room is for. The codes are those of the gateways' room files.
public enum RoomKind {
  CLASSROOM("org.room-classroom"),
  STEAM("org.room-steam"),
  STUDIO("org.room-studio"),
  LIBRARY("org.room-library"),
  PHYSICS_LAB("org.room-physics-lab"),
  CHEMISTRY_LAB("org.room-chemistry-lab"),
  BIOLOGY_LAB("org.room-biology-lab"),
  COMPUTER_LAB("org.room-computer-lab"),
  MOBILE_CLASSROOM("org.room-mobile-classroom"),
  GYM("org.room-gym"),
  OFFICE("org.room-office"),
  OTHER("org.room-other");

  private final String textKey;

  RoomKind(String textKey) {
    this.textKey = textKey;
  }

  /// Key of its word.
  public String textKey() {
    return textKey;
  }

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
