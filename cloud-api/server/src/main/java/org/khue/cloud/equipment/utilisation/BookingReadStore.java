package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.utilisation.model.Counting;
import org.khue.cloud.platform.db.Times;

/// Reads when rooms are booked. A booking that was released or cancelled held its room until then.
final class BookingReadStore implements BookedTimes {
  private static final String BOOKED =
      """
      SELECT lower(span), least(upper(span), ended_at) FROM equipment.booking
      WHERE room_id = ? AND span && tstzrange(?, ?) AND (ended_at IS NULL OR ended_at > lower(span))
      """;

  @Override
  public Intervals room(Connection connection, UUID room, Instant from, Instant to)
      throws SQLException {
    List<Interval> booked = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(BOOKED)) {
      statement.setObject(1, room);
      Times.set(statement, 2, from);
      Times.set(statement, 3, to);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          booked.add(Counting.seconds(Times.get(row, 1), Times.get(row, 2)));
        }
      }
    }
    return Intervals.union(booked);
  }
}
