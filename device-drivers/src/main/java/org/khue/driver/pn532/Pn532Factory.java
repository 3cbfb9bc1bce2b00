package org.khue.driver.pn532;

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

/// The wire `pn532`.
public final class Pn532Factory implements DriverFactory {
  private static final int BAUD = 115_200;

  /// What the chip's own SetSerialBaudRate knows (UM0701-02, section 7.2.8).
  private static final Set<Integer> BAUDS =
      Set.of(9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600, 1_288_000);

  @Override
  public String id() {
    return "pn532";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(Pn532Factory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(Pn532Factory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.LISTEN);
  }

  @Override
  public String bus(DeviceConfig config) {
    return "serial:" + new Block(config.connection()).text("path", config.id());
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new Pn532Discoverer(this));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    Block connection = new Block(config.connection());
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Block.problems("/connection", () -> connection.only("path", "baud")));
    problems.addAll(Block.problems("/connection/path", () -> path(connection)));
    problems.addAll(Block.problems("/connection/baud", () -> baud(connection)));
    int index = 0;
    for (PointSpec point : profile.points()) {
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> checkStatus(point)));
      if (point.poll().isZero()) {
        problems.add(
            new Problem(path + "/poll", "The status is asked for: give a period, such as 5s"));
      }
    }
    index = 0;
    for (CommandSpec command : profile.commands()) {
      problems.add(
          new Problem(
              "/commands/" + index++,
              "A card reader takes no commands: leave out `" + command.id() + "`"));
    }
    return problems;
  }

  private static void checkStatus(PointSpec point) {
    Block address = new Block(point.address()).only("status");
    if (!address.text("status").equals("firmware")) {
      throw new IllegalArgumentException(
          "`status` must be firmware: 1 when the chip answers to GetFirmwareVersion");
    }
  }

  private static String path(Block connection) {
    String path = connection.text("path");
    if (path.isBlank()) {
      throw new IllegalArgumentException(
          "`path` must name the serial line, best by /dev/serial/by-id/…");
    }
    return path;
  }

  private static int baud(Block connection) {
    int baud = connection.integer("baud", 9_600, 1_288_000, BAUD);
    if (!BAUDS.contains(baud)) {
      throw new IllegalArgumentException("`baud` is no speed of a PN532: " + baud);
    }
    return baud;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    Block connection = new Block(config.connection());
    return new Pn532Driver(
        config.id(), () -> links.serial(path(connection), baud(connection)), links, time);
  }
}
