package org.khue.driver.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.khue.driver.Block;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Links;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;

/// The connection block of a device.
///
/// @param topic the device's own part of its topics
/// @param silentAfter how long nothing may come before it counts as gone; zero: its availability
///   tells
record MqttSettings(URI broker, String topic, Dialect dialect, Duration silentAfter) {
  private static final int PLAIN_SILENCE_SECONDS = 900;

  static MqttSettings of(DeviceConfig config, Profile profile, Links links) {
    Object broker = config.connection().get("broker");
    Dialect dialect = dialect(config, profile);
    boolean telling =
        dialect != Dialect.PLAIN
            || profile.points().stream()
                .anyMatch(point -> Boolean.TRUE.equals(point.address().get("availability")));
    int silence = config.number("silent-after-s", telling ? 0 : PLAIN_SILENCE_SECONDS);
    return new MqttSettings(
        broker == null ? links.roomBroker() : URI.create(broker.toString()),
        config.text("topic", ""),
        dialect,
        Duration.ofSeconds(silence));
  }

  /// @throws IllegalArgumentException if something is wrong; the message says what would be right
  static void check(DeviceConfig config) {
    Block block =
        new Block(config.connection()).only("topic", "broker", "dialect", "silent-after-s");
    if (!Topics.isName(block.text("topic"))) {
      throw new IllegalArgumentException("`topic` must be the device's topic, without + and #");
    }
    if (block.has("broker") && !block.text("broker").matches("(tcp|ssl)://[^/@\\s]+:[0-9]{1,5}")) {
      throw new IllegalArgumentException("`broker` must be such as tcp://10.0.3.2:1883");
    }
    if (!List.of("tasmota", "zigbee2mqtt", "plain").contains(block.text("dialect", "plain"))) {
      throw new IllegalArgumentException("`dialect` must be tasmota, zigbee2mqtt or plain");
    }
    block.integer("silent-after-s", 0, 604_800, 0);
  }

  private static Dialect dialect(DeviceConfig config, Profile profile) {
    Object named = config.connection().get("dialect");
    if (named != null) {
      return Dialect.valueOf(named.toString().toUpperCase(Locale.ROOT));
    }
    List<String> topics =
        profile.points().stream()
            .map(PointSpec::address)
            .map(address -> String.valueOf(address.get("topic")))
            .toList();
    return Dialect.of(topics);
  }

  /// For messages.
  String where() {
    return "`" + topic + "` at " + broker;
  }
}
