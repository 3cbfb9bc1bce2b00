package org.khue.cloud.telemetry.internal.mqtt;

import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.db.DatabaseException;
import org.khue.cloud.telemetry.GatewayDownlink;
import org.khue.cloud.telemetry.internal.live.GatewayStore;
import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;

/// Commands and configurations, over whatever line is in use.
@Singleton
final class Downlink implements GatewayDownlink {
  private final GatewayStore store;
  private final Map<String, ConfigMessage> configs = new ConcurrentHashMap<>();
  private volatile @Nullable Line line;

  Downlink(GatewayStore store) throws SQLException {
    this.store = store;
    configs.putAll(store.configs());
  }

  void use(Line inUse) {
    line = inUse;
  }

  /// The retained configuration message; empty if there is none.
  Optional<byte[]> config(String gateway) {
    return Optional.ofNullable(configs.get(gateway)).map(JsonCodec::write);
  }

  @Override
  public boolean send(String gateway, Command command) {
    Line current = line;
    return current != null
        && current.send(gateway, Topics.command(gateway), JsonCodec.write(command), false);
  }

  @Override
  public void retain(String gateway, ConfigMessage config) {
    try {
      store.saveConfig(gateway, config);
    } catch (SQLException e) {
      throw new DatabaseException("keeping the configuration of " + gateway, e);
    }
    configs.put(gateway, config);
    Line current = line;
    if (current != null) {
      current.send(gateway, Topics.config(gateway), JsonCodec.write(config), true);
    }
  }
}
