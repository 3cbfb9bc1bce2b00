package org.khue.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.khue.driver.Block;
import org.khue.driver.Capability;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Discoverer;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
import org.khue.driver.Resources;
import org.khue.driver.TimeSource;

/// The wire `mqtt-json`.
public final class MqttJsonFactory implements DriverFactory {
  private final Brokers brokers = new Brokers();

  @Override
  public String id() {
    return "mqtt-json";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(MqttJsonFactory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(MqttJsonFactory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.LISTEN, Capability.EXECUTE);
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new MqttDiscoverer());
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Block.problems("/connection", () -> MqttSettings.check(config)));
    String topic = config.text("topic", "");
    if (!problems.isEmpty() && !Topics.isName(topic)) {
      return problems; // All others would only say the same.
    }
    int index = 0;
    for (PointSpec point : profile.points()) {
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> Route.of(point, topic)));
      if (!point.poll().isZero()) {
        problems.add(
            new Problem(path + "/poll", "An MQTT device sends by itself: leave `poll` out"));
      }
    }
    index = 0;
    for (CommandSpec command : profile.commands()) {
      String path = "/commands/" + index++ + "/address";
      problems.addAll(Block.problems(path, () -> MqttOrder.check(command.address(), topic)));
    }
    return problems;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    return new MqttJsonDriver(MqttSettings.of(config, profile, links), profile, brokers, time);
  }
}
