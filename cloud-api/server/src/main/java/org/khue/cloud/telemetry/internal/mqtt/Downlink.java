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
import org.khue.cloud.telemetry.internal.live.Mailbox;
import org.khue.contract.Command;
import org.khue.contract.ConfigMessage;
import org.khue.contract.HttpMessages.Message;
import org.khue.contract.Topics;
import org.khue.contract.wire.JsonCodec;

/// Commands and configurations, over whatever line is in use.
@Singleton
final class Downlink implements GatewayDownlink {
  private final GatewayStore store;
  private final Mailbox mailbox;
  private final Map<String, ConfigMessage> configs = new ConcurrentHashMap<>();
  private volatile @Nullable Line line;

  Downlink(GatewayStore store, Mailbox mailbox) throws SQLException {
    this.store = store;
    this.mailbox = mailbox;
    configs.putAll(store.configs());
    mailbox.first(gateway ->
        config(gateway).map(body -> new Message(Topics.config(gateway), body)).orElse(null));
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
    return send(gateway, Topics.command(gateway), JsonCodec.write(command), false);
  }

  /// Over MQTT, or over HTTPS to a gateway that comes that way.
  private boolean send(String gateway, String topic, byte[] payload, boolean retained) {
    Line current = line;
    return current != null && current.send(gateway, topic, payload, retained)
        || mailbox.offer(gateway, topic, payload);
  }

  @Override
  public void retain(String gateway, ConfigMessage config) {
    try {
      store.saveConfig(gateway, config);
    } catch (SQLException e) {
      throw new DatabaseException("keeping the configuration of " + gateway, e);
    }
    configs.put(gateway, config);
    send(gateway, Topics.config(gateway), JsonCodec.write(config), true);
  }
}
