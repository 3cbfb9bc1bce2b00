package org.khue.gateway.interlock;

import org.jspecify.annotations.Nullable;
import org.khue.gateway.pipeline.Watcher.Look;

/// What was seen last.
interface Sights {
  /// Null for nothing yet.
  @Nullable Look of(String device, String point);

  /// When the device's pipeline last said that it works, on the monotonic clock; null for never.
  @Nullable Long alive(String device);
}
