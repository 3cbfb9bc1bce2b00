package org.khue.cloud.platform.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Times;

/// The table `platform.retention`.
final class RetentionStore {
  private RetentionStore() {}

  /// A row of the table.
  record Row(@Nullable Integer days, @Nullable Instant ranAt, long lastCount, String fault) {
    static final Row NONE = new Row(null, null, 0, "");
  }

  static Map<String, Row> all(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT name, days, ran_at, last_count, fault FROM platform.retention");
        ResultSet row = statement.executeQuery()) {
      Map<String, Row> rows = new HashMap<>();
      while (row.next()) {
        rows.put(
            Objects.requireNonNull(row.getString(1)),
            new Row(
                row.getObject(2, Integer.class),
                Times.getOrNull(row, 3),
                row.getLong(4),
                Objects.requireNonNull(row.getString(5))));
      }
      return rows;
    }
  }

  /// @param days null for the program's own
  static void decide(Connection transaction, String name, @Nullable Integer days)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.retention (name, days) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET days = excluded.days")) {
      statement.setString(1, name);
      statement.setObject(2, days, Types.INTEGER);
      statement.executeUpdate();
    }
  }

  static void ran(Connection transaction, String name, Instant at, long count, String fault)
      throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement(
            "INSERT INTO platform.retention (name, ran_at, last_count, fault) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET ran_at = excluded.ran_at,"
                + " last_count = excluded.last_count, fault = excluded.fault")) {
      statement.setString(1, name);
      Times.set(statement, 2, at);
      statement.setLong(3, count);
      statement.setString(4, fault);
      statement.executeUpdate();
    }
  }

  /// Lets a connection of the owner see every row, until its transaction ends.
  static void seeAll(Connection transaction) throws SQLException {
    try (PreparedStatement statement =
        transaction.prepareStatement("SELECT set_config('khue.units', '*', true)")) {
      statement.execute();
    }
  }
}
