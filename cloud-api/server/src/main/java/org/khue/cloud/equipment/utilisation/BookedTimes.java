package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.khue.cloud.equipment.model.Intervals;

/// When rooms are booked.
interface BookedTimes {

  /// When a room was or is booked in a period, ends cut down to whole seconds.
  Intervals room(Connection connection, UUID room, Instant from, Instant to) throws SQLException;
}
