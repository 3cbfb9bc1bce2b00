package org.khue.cloud.equipment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One use of a device, or of the room.
///
/// @param device empty for the room
/// @param evidence how it is known: power, session, occupancy, card
/// @param endedAt null while it lasts
public record Use(
    String gateway, String device, String evidence, Instant startedAt, @Nullable Instant endedAt) {

  public boolean isOpen() {
    return endedAt == null;
  }
}
