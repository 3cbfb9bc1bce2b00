package org.khue.cloud.equipment.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// Asks the database how far the right in use reaches.
final class ReachStore {
  private ReachStore() {}

  static boolean isReached(Connection read, UUID unit) throws SQLException {
    return Query.of(
            "SELECT platform.sees_all() OR ?::uuid IN (SELECT platform.visible_units()) AS reached",
            unit)
        .first(read, row -> row.getBoolean("reached"))
        .orElse(false);
  }
}
