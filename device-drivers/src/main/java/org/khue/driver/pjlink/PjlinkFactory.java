package org.khue.driver.pjlink;

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
import org.khue.driver.ProbeDiscoverer;
import org.khue.driver.Problem;
import org.khue.driver.Profile;
import org.khue.driver.Resources;
import org.khue.driver.TimeSource;

/// The wire `pjlink`.
public final class PjlinkFactory implements DriverFactory {
  private static final int PORT = 4352;
  private static final int PASSWORD_LIMIT = 32;

  @Override
  public String id() {
    return "pjlink";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(PjlinkFactory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(PjlinkFactory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.EXECUTE);
  }

  /// The probe only asks for names, so it serves as the search too. The search by broadcast of
  /// class 2 is not used: it asks addresses that nobody listed, and does not cross a VLAN.
  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new ProbeDiscoverer(this, PORT));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    Block connection = new Block(config.connection());
    List<Problem> problems = new ArrayList<>();
    problems.addAll(
        Block.problems("/connection", () -> connection.only("host", "port", "password")));
    problems.addAll(Block.problems("/connection/host", () -> connection.text("host")));
    problems.addAll(Block.problems("/connection/port", () -> port(connection)));
    problems.addAll(Block.problems("/connection/password", () -> password(connection)));
    int index = 0;
    for (PointSpec point : profile.points()) {
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> PjlinkPoint.of(point.address())));
      if (point.poll().isZero()) {
        problems.add(
            new Problem(
                path + "/poll",
                "A projector is asked, it does not tell: give a period, such as 5s"));
      }
    }
    index = 0;
    for (CommandSpec command : profile.commands()) {
      String path = "/commands/" + index++ + "/address";
      problems.addAll(Block.problems(path, () -> PjlinkOrder.of(command.address())));
    }
    return problems;
  }

  private static int port(Block connection) {
    return connection.integer("port", 1, 65_535, PORT);
  }

  private static String password(Block connection) {
    String password = connection.text("password", "");
    if (password.length() > PASSWORD_LIMIT
        || !password.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c))) {
      throw new IllegalArgumentException(
          "`password` has at most 32 letters and digits, as the projector's menu allows");
    }
    return password;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    Block connection = new Block(config.connection());
    return new PjlinkDriver(
        () -> links.tcp(connection.text("host"), port(connection)), password(connection), time);
  }
}
