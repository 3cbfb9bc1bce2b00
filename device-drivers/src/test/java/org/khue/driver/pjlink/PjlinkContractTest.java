package org.khue.driver.pjlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.khue.driver.AbstractByteDriverContract;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.ContractPeer;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Driver;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.RealTime;
import org.khue.driver.Specs;
import org.khue.driver.Value;

class PjlinkContractTest extends AbstractByteDriverContract {
  private static final CommandSpec INPUT =
      Specs.command(
          "input",
          Map.of("command", "INPT", "value", "{value}", "one-of", List.of("11", "31", "32")));

  @Override
  protected DriverFactory factory() {
    return new PjlinkFactory();
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new PjlinkPeer();
  }

  @Override
  protected Profile profile() {
    return Specs.profile(
        "pjlink",
        List.of(
            Specs.point("power", Map.of("command", "POWR")),
            Specs.point("input", Map.of("command", "INPT")),
            Specs.point("first-lamp", Map.of("command", "LAMP", "field", 0)),
            Specs.point("second-lamp", Map.of("command", "LAMP", "field", 1)),
            Specs.point("cover", Map.of("command", "ERST", "field", 3))),
        List.of(INPUT));
  }

  @Override
  protected Identity identity() {
    return new Identity("Khue", "P-2", "SN7", "2.1");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of(
        "power", new Value.Num(1),
        "input", new Value.Num(31),
        "first-lamp", new Value.Num(1200),
        "second-lamp", new Value.Num(45),
        "cover", new Value.Num(1));
  }

  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.of(Specs.point("filter", Map.of("command", "FILT")));
  }

  @Override
  protected Optional<CommandCall> command() {
    return Optional.of(new CommandCall(INPUT, Map.of("value", "32")));
  }

  @Test
  void oneConnectionServesAllAndEachCommandIsAskedOnce() {
    PjlinkPeer peer = (PjlinkPeer) peer();
    okOf(driver().probe(RealTime.in(AMPLE)));
    peer.heard.clear();
    driver().read(readPoints(), RealTime.in(AMPLE));
    assertEquals(List.of("%1POWR ?", "%1INPT ?", "%1LAMP ?", "%1ERST ?"), peer.heard);
    assertEquals(1, peer.greeted.get());
  }

  @Test
  void aProjectorThatHungUpWhileItWasQuietIsReachedAgainWithoutAFault() {
    PjlinkPeer peer = (PjlinkPeer) peer();
    okOf(driver().probe(RealTime.in(AMPLE)));
    peer.hangUp();
    peer.mood(ContractPeer.Mood.WELL);
    okOf(driver().read(readPoints(), RealTime.in(AMPLE)).get("power"));
    assertEquals(2, peer.greeted.get());
  }

  @Test
  void aWrongPasswordSaysWhereToLook() {
    Driver driver =
        make(
            new DeviceConfig(
                "device-1",
                Map.of("host", "127.0.0.1", "port", ((PjlinkPeer) peer()).port(), "password", "no"),
                "room.yaml:1"));
    assertTrue(faultOf(driver.probe(RealTime.in(AMPLE))).message().contains("menu"));
    assertEquals("auth", faultOf(driver.probe(RealTime.in(AMPLE))).code());
  }
}
