package org.khue.driver.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.khue.driver.Capability;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Links;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
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
    return resource("connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return resource("address.schema.json");
  }

  private static String resource(String name) {
    try (InputStream in = ModbusFactory.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.EXECUTE);
  }

  @Override
  public String bus(DeviceConfig config) {
    return "tcp:" + ModbusSettings.host(config) + ":" + ModbusSettings.port(config);
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    List<Problem> problems = new ArrayList<>();
    check(problems, "/connection/serial", () -> ModbusSettings.of(config));
    int index = 0;
    for (PointSpec point : profile.points()) {
      Map<String, Object> address = point.address();
      String path = "/points/" + index++;
      check(problems, path + "/address", () -> Address.of(address));
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
      check(problems, path, () -> Order.check(command.address()));
    }
    return problems;
  }

  private static void check(List<Problem> problems, String path, Runnable parse) {
    try {
      parse.run();
    } catch (IllegalArgumentException e) {
      problems.add(new Problem(path, e.getMessage() == null ? "is wrong" : e.getMessage()));
    }
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    return new ModbusDriver(ModbusSettings.of(config), profile, sockets, time);
  }
}
