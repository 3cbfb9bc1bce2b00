package org.khue.cloud.telemetry.internal.api;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.khue.cloud.platform.api.Cursor;
import org.khue.cloud.platform.db.Database;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.platform.db.Times;
import org.khue.contract.Stream;

/// The rows of `telemetry.set_aside`.
@Singleton
final class SetAsideStore {
  /// An entry that could not take effect. What it says is not told: it may be about a person.
  ///
  /// @param stream `events` or `telemetry`
  /// @param consumer the module that could not take it; empty for the ingest itself
  /// @param bytes its length as it came
  record Aside(
      String gateway,
      String stream,
      long seq,
      String consumer,
      Instant at,
      String reason,
      int bytes) {}

  private final DataSource source;

  SetAsideStore(Database database) {
    this.source = database.source();
  }

  /// The newest first.
  ///
  /// @param after a position of [#position]; empty for the first page
  List<Aside> newest(Optional<Cursor> after, int limit) {
    String select =
        "SELECT gateway, stream, seq, consumer, at, reason, length(cbor) FROM telemetry.set_aside"
            + (after.isPresent()
                ? " WHERE (at, gateway, stream, seq, consumer) < (?, ?, ?, ?, ?)"
                : "")
            + " ORDER BY at DESC, gateway DESC, stream DESC, seq DESC, consumer DESC LIMIT ?";
    List<Aside> found = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select)) {
      int next = 1;
      if (after.isPresent()) {
        Cursor position = after.get();
        Times.set(statement, next++, position.instant(0));
        statement.setString(next++, position.text(1));
        statement.setInt(next++, (int) position.number(2));
        statement.setLong(next++, position.number(3));
        statement.setString(next++, position.text(4));
      }
      statement.setInt(next, limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(
              new Aside(
                  Objects.requireNonNull(row.getString(1)),
                  Stream.values()[row.getInt(2)].name().toLowerCase(Locale.ROOT),
                  row.getLong(3),
                  Objects.requireNonNull(row.getString(4)),
                  Times.get(row, 5),
                  Objects.requireNonNull(row.getString(6)),
                  row.getInt(7)));
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException("listing what was set aside", e);
    }
    return found;
  }

  /// Where an entry stands in the list.
  static Cursor position(String list, Aside one) {
    int stream = Stream.valueOf(one.stream().toUpperCase(Locale.ROOT)).ordinal();
    return Cursor.of(list, one.at(), one.gateway(), stream, one.seq(), one.consumer());
  }
}
