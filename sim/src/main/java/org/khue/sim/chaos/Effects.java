package org.khue.sim.chaos;

import java.sql.SQLException;
import org.khue.sim.bench.BenchDatabase;

/// What numbered entries of gateways brought about in a cloud, beside what they should have.
///
/// @param lost entries without effect
/// @param duplicated effects beyond the first
record Effects(long lost, long duplicated) {
  static final Effects NONE = new Effects(0, 0);

  /// Counts readings as rows, events as rows and as what a module made of them.
  ///
  /// @param readings numbered from 1, each number the value of one reading
  /// @param events numbered from 1, each number in the details of one event
  static Effects of(BenchDatabase database, String gateway, long readings, long events)
      throws SQLException {
    String rows =
        "SELECT value FROM telemetry.reading r JOIN telemetry.point p ON p.id = r.point_id JOIN"
            + " telemetry.device d ON d.id = p.device_id WHERE d.gateway = '%s'".formatted(gateway);
    return count(database, rows, readings)
        .plus(count(database, numbers("telemetry.event", gateway), events))
        .plus(count(database, numbers("fleet.happening", gateway), events));
  }

  Effects plus(Effects other) {
    return new Effects(lost + other.lost, duplicated + other.duplicated);
  }

  private static Effects count(BenchDatabase database, String numbers, long wanted)
      throws SQLException {
    String of = " FROM (" + numbers + ") AS found (number)";
    long rows = database.count("SELECT count(*)" + of);
    long different =
        database.count(
            "SELECT count(DISTINCT number)" + of + " WHERE number BETWEEN 1 AND " + wanted);
    return new Effects(wanted - different, rows - different);
  }

  private static String numbers(String table, String gateway) {
    return "SELECT (details ->> 'number')::bigint FROM %s WHERE gateway = '%s' AND details ? 'number'"
        .formatted(table, gateway);
  }
}
