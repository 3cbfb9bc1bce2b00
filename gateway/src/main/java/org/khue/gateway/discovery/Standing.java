package org.khue.gateway.discovery;

import java.util.Map;

/// How something that was found stands to the devices of the room.
public sealed interface Standing {
  /// No device of the room.
  record New() implements Standing {}

  /// It bears the number of a device of the room that no longer answers where the room file says:
  /// its connection can be changed.
  ///
  /// @param before the connection in the room file
  record Moved(String device, Map<String, Object> before) implements Standing {
    public Moved {
      before = Map.copyOf(before);
    }
  }

  /// It bears the number of a device of the room that answers elsewhere: one of the two lies, or
  /// one device has two addresses.
  record SameNumber(String device) implements Standing {}

  /// It answers where the room file has a device with another number. It is never taken for that
  /// device until somebody says so.
  ///
  /// @param known the number that was known; may be empty
  record Replaced(String device, String known) implements Standing {}

  /// Somebody has said that it is of no interest.
  record Ignored() implements Standing {}

  default Words words() {
    return switch (this) {
      case New fresh -> Words.of("standing.new");
      case Moved moved -> Words.of("standing.moved", moved.device());
      case SameNumber same -> Words.of("standing.same-number", same.device());
      case Replaced replaced ->
          Words.of(
              "standing.replaced",
              replaced.device(),
              replaced.known().isEmpty() ? "?" : replaced.known());
      case Ignored ignored -> Words.of("standing.ignored");
    };
  }
}
