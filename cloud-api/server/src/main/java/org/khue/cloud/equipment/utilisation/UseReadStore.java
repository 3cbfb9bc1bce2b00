package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.equipment.utilisation.model.Counting;
import org.khue.cloud.platform.db.Times;

/// Reads uses and opening periods, within a transaction.
final class UseReadStore {
  private static final String USED =
      """
      SELECT device, started_at, ended_at FROM equipment.use_interval
      WHERE gateway = ? AND started_at < ? AND (ended_at IS NULL OR ended_at > ?)
      """;
  private static final String TOLD =
      "SELECT DISTINCT device FROM equipment.use_interval WHERE gateway = ?";
  private static final String OPENING =
      "SELECT weekday, opens, closes FROM equipment.opening_period WHERE gateway = ''"
          + " ORDER BY weekday, opens";

  /// When each device of a gateway ('' is the room) was in use in a period.
  ///
  /// @param lastHeard the end of the newest minute before a moment in which the gateway was heard
  /// @param now what lies after it is not known
  Map<String, Intervals> used(
      Connection connection,
      String gateway,
      Instant from,
      Instant to,
      UnaryOperator<Instant> lastHeard,
      Instant now)
      throws SQLException {
    Map<String, List<Interval>> used = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(USED)) {
      statement.setString(1, gateway);
      Times.set(statement, 2, to);
      Times.set(statement, 3, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant started = Times.get(row, 2);
          Instant ended = Times.getOrNull(row, 3);
          if (ended == null) {
            Instant longest = started.plus(Marks.LONGEST_OPEN);
            ended = lastHeard.apply(longest.isBefore(now) ? longest : now);
          }
          used.computeIfAbsent(row.getString(1), device -> new ArrayList<>())
              .add(Counting.seconds(started, ended));
        }
      }
    }
    Map<String, Intervals> unions = new HashMap<>();
    used.forEach((device, intervals) -> unions.put(device, Intervals.union(intervals)));
    return unions;
  }

  /// The devices of a gateway of whose use anything ever told; '' for the room.
  Set<String> told(Connection connection, String gateway) throws SQLException {
    Set<String> told = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(TOLD)) {
      statement.setString(1, gateway);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          told.add(row.getString(1));
        }
      }
    }
    return told;
  }

  /// The opening periods that hold for units without a calendar.
  List<OpeningTimes.Period> opening(Connection connection) throws SQLException {
    List<OpeningTimes.Period> periods = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OPENING);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        periods.add(
            new OpeningTimes.Period(
                DayOfWeek.of(row.getInt(1)),
                row.getObject(2, LocalTime.class),
                row.getObject(3, LocalTime.class)));
      }
    }
    return periods;
  }
}
