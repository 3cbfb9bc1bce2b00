package org.khue.cloud.telemetry.internal.api;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;

/// What is committed, in numbers that every transaction keeps up to date.
@Singleton
final class TotalsStore {
  record Totals(
      long readings, long events, long gateways, long devices, long givenUp, long setAside) {}

  private final DataSource source;

  TotalsStore(Database database) {
    this.source = database.systemSource();
  }

  Totals read() throws SQLException {
    String select =
        "SELECT coalesce(sum(readings), 0), coalesce(sum(events), 0), count(DISTINCT gateway),"
            + " (SELECT count(*) FROM telemetry.device), coalesce(sum(given_up), 0),"
            + " coalesce(sum(set_aside), 0) FROM telemetry.cursor";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Totals(
          row.getLong(1),
          row.getLong(2),
          row.getLong(3),
          row.getLong(4),
          row.getLong(5),
          row.getLong(6));
    }
  }
}
