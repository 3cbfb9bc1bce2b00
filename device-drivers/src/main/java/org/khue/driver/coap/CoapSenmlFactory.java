package org.khue.driver.coap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.khue.driver.Block;
import org.khue.driver.Capability;
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

/// The wire `coap-senml`. All its devices share one UDP socket.
public final class CoapSenmlFactory implements DriverFactory {
  private final CoapNodes nodes = new CoapNodes();

  @Override
  public String id() {
    return "coap-senml";
  }

  @Override
  public String connectionSchema() {
    return Resources.text(CoapSenmlFactory.class, "connection.schema.json");
  }

  @Override
  public String addressSchema() {
    return Resources.text(CoapSenmlFactory.class, "address.schema.json");
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of(Capability.READ, Capability.LISTEN);
  }

  @Override
  public Optional<Discoverer> discoverer() {
    return Optional.of(new CoapDiscoverer(nodes));
  }

  @Override
  public List<Problem> validate(DeviceConfig config, Profile profile) {
    List<Problem> problems = new ArrayList<>();
    problems.addAll(Block.problems("/connection", () -> CoapSettings.of(config)));
    boolean observe = !Boolean.FALSE.equals(config.connection().get("observe"));
    int index = 0;
    for (PointSpec point : profile.points()) {
      String path = "/points/" + index++;
      problems.addAll(Block.problems(path + "/address", () -> CoapPoint.of(point, "/senml")));
      if (!observe && point.poll().isZero()) {
        problems.add(
            new Problem(
                path + "/poll",
                "With `observe: false` the node sends nothing by itself: give a period, such as 5s"));
      }
    }
    if (!profile.commands().isEmpty()) {
      problems.add(new Problem("/commands", "This wire carries no commands: leave them out"));
    }
    return problems;
  }

  @Override
  public Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time) {
    return new CoapSenmlDriver(CoapSettings.of(config), profile, nodes, time);
  }
}
