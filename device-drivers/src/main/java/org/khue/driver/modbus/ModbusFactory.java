package org.khue.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

/// The wire `modbus-tcp`. Devices behind one address share a connection and a bus.
public final class ModbusFactory implements DriverFactory {
  private final ModbusSockets sockets = new ModbusSockets();

  @Override
  public String id() {
    return "modbus-tcp";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(ModbusFactory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(ModbusFactory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.EXECUTE);
  }

  @Override
  public String bus(DeviceConfig config) {
    return ModbusSettings.bus(config);
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new ModbusDiscoverer(sockets));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Block.problems("/connection", () -> ModbusSettings.of(config)));
    int index = 0;
    for (PointSpec point : profile.points()) {
      Map<String, Object> address = point.address();
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> Address.of(address)));
      if (point.poll().isZero()) {
        problems.add(
            new Problem(
                path + "/poll",
                "A Modbus device sends nothing by itself: give a period, such as 1s"));
      }
    }
    index = 0;
    for (CommandSpec command : profile.commands()) {
      String path = "/commands/" + index++ + "/address";
      problems.addAll(Block.problems(path, () -> Order.check(command.address())));
    }
    return problems;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    return new ModbusDriver(ModbusSettings.of(config), profile, sockets, time);
  }
}
