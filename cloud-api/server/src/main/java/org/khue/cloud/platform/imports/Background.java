package org.khue.cloud.platform.imports;

import org.khue.cloud.platform.security.Acting;

/// Runs work beside the requests.
interface Background {
  /// Starts the work, as whoever acts, as soon as there is room.
  ///
  /// @return false if too much waits already
  boolean start(Acting acting, Runnable work);
}
