package org.khue.cloud.telemetry.internal.live;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.Database;
import org.khue.contract.ConfigMessage;
import org.khue.contract.GatewayState;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The rows of `telemetry.gateway`.
@Singleton
public final class GatewayStore {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayStore.class);

  record Row(
      String gateway,
      @Nullable Instant lastContact,
      @Nullable GatewayState state,
      @Nullable Instant stateAt) {}

  private final DataSource source;

  GatewayStore(Database database) {
    this.source = database.systemSource();
  }

  List<Row> load() throws SQLException {
    List<Row> rows = new ArrayList<>();
    String select = "SELECT gateway, last_contact, state, state_at FROM telemetry.gateway";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        rows.add(
            new Row(
                row.getString(1),
                instant(row.getObject(2, OffsetDateTime.class)),
                read(row.getString(3), GatewayState.class),
                instant(row.getObject(4, OffsetDateTime.class))));
      }
    }
    return rows;
  }

  void save(List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String upsert =
        "INSERT INTO telemetry.gateway (gateway, last_contact, state, state_at) VALUES (?, ?,"
            + " ?::jsonb, ?) ON CONFLICT (gateway) DO UPDATE SET last_contact ="
            + " excluded.last_contact, state = excluded.state, state_at = excluded.state_at";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      for (Row row : rows) {
        statement.setString(1, row.gateway);
        statement.setObject(2, time(row.lastContact));
        statement.setString(3, row.state == null ? null : json(row.state));
        statement.setObject(4, time(row.stateAt));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /// The retained configuration of each gateway.
  public Map<String, ConfigMessage> configs() throws SQLException {
    Map<String, ConfigMessage> configs = new HashMap<>();
    String select = "SELECT gateway, config FROM telemetry.gateway WHERE config IS NOT NULL";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(select);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ConfigMessage config = read(row.getString(2), ConfigMessage.class);
        if (config != null) {
          configs.put(row.getString(1), config);
        }
      }
    }
    return configs;
  }

  public void saveConfig(String gateway, ConfigMessage config) throws SQLException {
    String upsert =
        "INSERT INTO telemetry.gateway (gateway, config) VALUES (?, ?::jsonb)"
            + " ON CONFLICT (gateway) DO UPDATE SET config = excluded.config";
    try (Connection connection = source.getConnection();
        PreparedStatement statement = connection.prepareStatement(upsert)) {
      statement.setString(1, gateway);
      statement.setString(2, json(config));
      statement.executeUpdate();
    }
  }

  private static String json(Record message) {
    return new String(JsonCodec.write(message), StandardCharsets.UTF_8);
  }

  private static <T extends Record> @Nullable T read(@Nullable String json, Class<T> type) {
    if (json == null) {
      return null;
    }
    try {
      return JsonCodec.read(json.getBytes(StandardCharsets.UTF_8), type);
    } catch (WireException e) {
      LOG.error("A stored {} cannot be read and is left out: {}", type, e.getMessage());
      return null;
    }
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
