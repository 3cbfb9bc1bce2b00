package org.khue.cloud.equipment;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.khue.cloud.equipment.model.OpeningTimes;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// Reads the schema `equipment`.
final class UseStore {
  private static final String USES =
      """
      SELECT gateway, device, evidence, started_at, ended_at FROM equipment.use_interval
      WHERE started_at < ? AND (ended_at IS NULL OR ended_at > ?)
      ORDER BY started_at, gateway, use_id
      """;
  private static final String EVIDENCE =
      "SELECT DISTINCT gateway, device, evidence FROM equipment.use_interval";
  private static final String OPENING =
      "SELECT gateway, weekday, opens, closes FROM equipment.opening_period"
          + " ORDER BY gateway, weekday, opens";

  private final DataSource source;

  UseStore(DataSource source) {
    this.source = source;
  }

  /// The uses that touch a period, the earliest first.
  List<Use> uses(Instant from, Instant to) {
    List<Use> uses = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(USES)) {
      Times.set(statement, 1, to);
      Times.set(statement, 2, from);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          uses.add(
              new Use(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  Times.get(row, 4),
                  Times.getOrNull(row, 5)));
        }
      }
      return uses;
    } catch (SQLException e) {
      throw new DatabaseException("reading use intervals", e);
    }
  }

  /// The kinds of evidence that ever told of the use of a device (or, with device '', of a room).
  Map<Used, Set<String>> evidence() {
    Map<Used, Set<String>> evidence = new HashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(EVIDENCE);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        evidence
            .computeIfAbsent(new Used(row.getString(1), row.getString(2)), used -> new TreeSet<>())
            .add(row.getString(3));
      }
      return evidence;
    } catch (SQLException e) {
      throw new DatabaseException("reading the evidence of use", e);
    }
  }

  /// A device of a gateway; device '' is the room.
  record Used(String gateway, String device) {}

  /// The opening periods by gateway; those of '' hold for every other room.
  Map<String, List<OpeningTimes.Period>> openingPeriods() {
    Map<String, List<OpeningTimes.Period>> periods = new HashMap<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(OPENING);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        periods
            .computeIfAbsent(row.getString(1), gateway -> new ArrayList<>())
            .add(
                new OpeningTimes.Period(
                    DayOfWeek.of(row.getInt(2)),
                    row.getObject(3, LocalTime.class),
                    row.getObject(4, LocalTime.class)));
      }
      return periods;
    } catch (SQLException e) {
      throw new DatabaseException("reading opening periods", e);
    }
  }
}
