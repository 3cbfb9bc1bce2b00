package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.security.Reach;

/// Where a gateway stands.
///
/// @param room of the organisation's register; null while it is tied to none
/// @param since from when on; null where it was never placed by anybody
/// @param version grows with each change; 0 before the first
public record Placement(
    String gateway, UUID unit, @Nullable UUID room, @Nullable Instant since, int version) {

  /// Whether it stands in a unit, and not only at the top, where every new one is.
  public boolean isPlaced() {
    return !unit.equals(Reach.ROOT);
  }
}
