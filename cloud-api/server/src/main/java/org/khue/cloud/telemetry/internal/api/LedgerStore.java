package org.khue.cloud.telemetry.internal.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.khue.cloud.platform.db.Database;

/// The rows of `telemetry.ledger`: the newest report of each of the last runs.
@Singleton
final class LedgerStore {
  private static final int RUNS_KEPT = 20;

  private final DataSource source;
  private final ObjectMapper json;

  LedgerStore(Database database, ObjectMapper json) {
    this.source = database.systemSource();
    this.json = json;
  }

  void save(Ledger ledger, Instant receivedAt) throws SQLException {
    String upsert =
        "INSERT INTO telemetry.ledger (run, started_at, as_of, received_at, devices)"
            + " VALUES (?, ?, ?, ?, ?::jsonb) ON CONFLICT (run) DO UPDATE SET started_at ="
            + " excluded.started_at, as_of = excluded.as_of, received_at = excluded.received_at,"
            + " devices = excluded.devices";
    String forget =
        "DELETE FROM telemetry.ledger WHERE run NOT IN (SELECT run FROM telemetry.ledger ORDER BY"
            + " received_at DESC LIMIT "
            + RUNS_KEPT
            + ")";
    try (Connection connection = source.getConnection();
        PreparedStatement put = connection.prepareStatement(upsert);
        PreparedStatement drop = connection.prepareStatement(forget)) {
      put.setString(1, ledger.run());
      put.setObject(2, ledger.startedAt().atOffset(ZoneOffset.UTC));
      put.setObject(3, ledger.asOf().atOffset(ZoneOffset.UTC));
      put.setObject(4, receivedAt.atOffset(ZoneOffset.UTC));
      put.setString(5, json.writeValueAsString(ledger.devices()));
      put.executeUpdate();
      drop.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a ledger could not be written as JSON", e);
    }
  }

  /// The reports, newest first.
  List<Ledger> all() throws SQLException {
    String select =
        "SELECT run, started_at, as_of, devices FROM telemetry.ledger ORDER BY received_at DESC";
    List<Ledger> all = new ArrayList<>();
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        List<Ledger.Line> lines = json.readValue(row.getString(4), new TypeReference<>() {});
        all.add(
            new Ledger(
                row.getString(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                lines));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored ledger cannot be read", e);
    }
    return all;
  }
}
