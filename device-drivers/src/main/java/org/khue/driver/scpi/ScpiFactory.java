package org.khue.driver.scpi;

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

/// The wire `scpi`.
public final class ScpiFactory implements DriverFactory {
  private static final int PORT = 5025;

  @Override
  public String id() {
    return "scpi";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(ScpiFactory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(ScpiFactory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.EXECUTE);
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new ScpiDiscoverer(this, PORT));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    Block connection = new Block(config.connection());
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Block.problems("/connection", () -> connection.only("host", "port")));
    problems.addAll(Block.problems("/connection/host", () -> connection.text("host")));
    problems.addAll(Block.problems("/connection/port", () -> port(connection)));
    int index = 0;
    for (PointSpec point : profile.points()) {
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> ScpiQuery.of(point.address())));
      if (point.poll().isZero()) {
        problems.add(
            new Problem(
                path + "/poll",
                "An instrument sends nothing by itself: give a period, such as 1s"));
      }
    }
    index = 0;
    for (CommandSpec command : profile.commands()) {
      String path = "/commands/" + index++ + "/address";
      problems.addAll(Block.problems(path, () -> ScpiOrder.of(command.address())));
    }
    return problems;
  }

  private static int port(Block connection) {
    return connection.integer("port", 1, 65_535, PORT);
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    Block connection = new Block(config.connection());
    return new ScpiDriver(() -> links.tcp(connection.text("host"), port(connection)), time);
  }
}
