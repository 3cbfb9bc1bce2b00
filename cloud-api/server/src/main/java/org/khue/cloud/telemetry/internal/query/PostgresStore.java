package org.khue.cloud.telemetry.internal.query;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.Times;
import org.khue.cloud.platform.db.Transactions;
import org.khue.cloud.telemetry.TelemetryStore;
import org.khue.cloud.telemetry.internal.Flags;
import org.khue.cloud.telemetry.internal.rollup.RolledStore;

/// Readings in PostgreSQL: `telemetry.reading`, `telemetry.minute`, `telemetry.hour`.
@Singleton
final class PostgresStore implements TelemetryStore {
  /// The unit heard last; one without a row of its newest value was first heard seconds ago.
  private static final String POINT =
      "SELECT p.id, p.unit FROM telemetry.point p JOIN telemetry.device d ON d.id = p.device_id"
          + " LEFT JOIN telemetry.latest l ON l.point_id = p.id WHERE d.gateway = ? AND d.device ="
          + " ? AND p.point = ? AND p.unit = coalesce(?, p.unit) ORDER BY l.time DESC NULLS FIRST,"
          + " p.id DESC LIMIT 1";

  private final Transactions transactions;

  PostgresStore(Database database) {
    this.transactions = new Transactions(database.source());
  }

  private interface Question<T> {
    T ask(Connection transaction) throws SQLException;
  }

  /// Asks within one snapshot, so that minutes, hours and what is noted about them fit together.
  private <T> T reading(String what, Question<T> question) {
    return transactions.run(
        what,
        transaction -> {
          try (Statement statement = transaction.createStatement()) {
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
          }
          return question.ask(transaction);
        });
  }

  private record Found(int id, String unit) {}

  private static Optional<Found> find(
      Connection transaction, String gateway, String device, String point, @Nullable String unit)
      throws SQLException {
    try (PreparedStatement statement = transaction.prepareStatement(POINT)) {
      statement.setString(1, gateway);
      statement.setString(2, device);
      statement.setString(3, point);
      statement.setString(4, unit);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Found(row.getInt(1), Objects.requireNonNull(row.getString(2))))
            : Optional.empty();
      }
    }
  }

  private static OptionalInt id(Connection transaction, Point point) throws SQLException {
    Optional<Found> found =
        find(transaction, point.gateway(), point.device(), point.point(), point.unit());
    return found.isPresent() ? OptionalInt.of(found.get().id()) : OptionalInt.empty();
  }

  @Override
  public Optional<Point> point(String gateway, String device, String point, @Nullable String unit) {
    return reading(
            "looking for a point", transaction -> find(transaction, gateway, device, point, unit))
        .map(found -> new Point(gateway, device, point, found.unit()));
  }

  @Override
  public List<Point> points(String gateway) {
    String select =
        "SELECT d.device, p.point, p.unit FROM telemetry.point p JOIN telemetry.device d ON d.id ="
            + " p.device_id WHERE d.gateway = ? ORDER BY 1, 2, 3";
    return reading(
        "listing the points of a gateway",
        transaction -> {
          List<Point> points = new ArrayList<>();
          try (PreparedStatement statement = transaction.prepareStatement(select)) {
            statement.setString(1, gateway);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                points.add(
                    new Point(
                        gateway,
                        Objects.requireNonNull(row.getString(1)),
                        Objects.requireNonNull(row.getString(2)),
                        Objects.requireNonNull(row.getString(3))));
              }
            }
          }
          return points;
        });
  }

  @Override
  public Reach reach() {
    return reading(
        "reading how far back telemetry reaches",
        transaction -> {
          RolledStore.State state = RolledStore.state(transaction);
          return new Reach(state.rawFrom(), state.minutesFrom());
        });
  }

  @Override
  public List<Window> windows(Point point, Span period, Duration step, Level level) {
    return reading(
        "reading the windows of a point",
        transaction -> {
          OptionalInt id = id(transaction, point);
          return id.isEmpty()
              ? List.of()
              : WindowStore.read(transaction, id.getAsInt(), period, step, level);
        });
  }

  @Override
  public List<RawReading> readings(Point point, Span period, int skip, int limit) {
    String select =
        "SELECT r.time, r.value, r.flags, n.text FROM telemetry.reading r LEFT JOIN"
            + " telemetry.reason n ON n.id = r.reason WHERE r.point_id = ? AND r.time >= ? AND"
            + " r.time < ? ORDER BY r.time, r.value, r.flags, r.reason OFFSET ? LIMIT ?";
    return reading(
        "reading a point",
        transaction -> {
          List<RawReading> readings = new ArrayList<>();
          OptionalInt id = id(transaction, point);
          if (id.isEmpty()) {
            return readings;
          }
          try (PreparedStatement statement = transaction.prepareStatement(select)) {
            statement.setInt(1, id.getAsInt());
            Times.set(statement, 2, period.from());
            Times.set(statement, 3, period.to());
            statement.setInt(4, skip);
            statement.setInt(5, limit);
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                short flags = row.getShort(3);
                readings.add(
                    new RawReading(
                        Times.get(row, 1),
                        row.getDouble(2),
                        Flags.quality(flags),
                        row.getString(4),
                        Flags.simulated(flags)));
              }
            }
          }
          return readings;
        });
  }
}
