package org.khue.cloud.equipment.booking;

import java.util.Optional;
import java.util.UUID;

/// What can be booked.
public sealed interface Thing {
  UUID id();

  /// A room of the organisation's register.
  record OfRoom(UUID id) implements Thing {}

  /// An item of equipment.
  record OfItem(UUID id) implements Thing {}

  /// As forms and addresses name it: `room:…` or `item:…`.
  default String text() {
    return switch (this) {
      case OfRoom room -> "room:" + room.id();
      case OfItem item -> "item:" + item.id();
    };
  }

  /// Empty for a text that names nothing.
  static Optional<Thing> read(String text) {
    try {
      return text.startsWith("room:")
          ? Optional.of(new OfRoom(UUID.fromString(text.substring(5))))
          : text.startsWith("item:")
              ? Optional.of(new OfItem(UUID.fromString(text.substring(5))))
              : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
