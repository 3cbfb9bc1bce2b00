package org.khue.cloud.exchange.oneroster;

import java.util.Optional;
import java.util.UUID;

/// Our own ids among sourcedIds.
final class Ids {
  private static final int LENGTH = 36;

  private Ids() {}

  static Optional<UUID> uuid(String text) {
    try {
      return text.length() == LENGTH ? Optional.of(UUID.fromString(text)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // another system's id
    }
  }
}
