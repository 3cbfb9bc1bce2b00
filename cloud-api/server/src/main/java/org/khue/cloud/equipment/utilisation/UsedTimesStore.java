package org.khue.cloud.equipment.utilisation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.fleet.Stay;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;

/// The raw uses behind the figures of a room.
public final class UsedTimesStore {
  private static final int MOST = 20_000;
  private static final String USES =
      """
      SELECT device, evidence, started_at, ended_at, reason FROM equipment.use_interval
      WHERE gateway = ? AND started_at < ? AND (ended_at IS NULL OR ended_at > ?)
      ORDER BY started_at LIMIT ?
      """;

  private final DataSource source;
  private final Placements placements;

  UsedTimesStore(DataSource source, Placements placements) {
    this.source = source;
    this.placements = placements;
  }

  /// A use as a gateway told of it.
  ///
  /// @param device empty for the room itself
  /// @param evidence how it is known: power, session, occupancy, card
  /// @param to null while it lasts
  /// @param reason why it ended; empty where that is not told
  public record Told(
      String gateway,
      String device,
      String evidence,
      Instant from,
      @Nullable Instant to,
      String reason) {}

  /// The uses that touch a period, of the gateways that stood in the room then, within the scope;
  /// the earliest first, at most 20,000 of a gateway.
  public List<Told> of(UUID room, Instant from, Instant to) {
    List<Told> told = new ArrayList<>();
    for (Stay stay : placements.stays(room)) {
      Instant begin = stay.from().isAfter(from) ? stay.from() : from;
      Instant end = stay.to() == null || stay.to().isAfter(to) ? to : stay.to();
      if (begin.isBefore(end)) {
        told.addAll(read(stay.gateway(), begin, end));
      }
    }
    return told;
  }

  private List<Told> read(String gateway, Instant from, Instant to) {
    List<Told> told = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(USES)) {
      statement.setString(1, gateway);
      Times.set(statement, 2, to);
      Times.set(statement, 3, from);
      statement.setInt(4, MOST);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          String reason = row.getString(5);
          told.add(
              new Told(
                  gateway,
                  row.getString(1),
                  row.getString(2),
                  Times.get(row, 3),
                  Times.getOrNull(row, 4),
                  reason == null ? "" : reason));
        }
      }
      return told;
    } catch (SQLException e) {
      throw new DatabaseException("reading the uses behind a figure", e);
    }
  }
}
