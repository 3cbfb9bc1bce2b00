package org.khue.driver.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.khue.driver.AbstractByteDriverContract;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.RealTime;
import org.khue.driver.Specs;
import org.khue.driver.Value;

@EnabledOnOs(value = OS.LINUX, disabledReason = "needs pseudo terminals of Linux")
class Pn532ContractTest extends AbstractByteDriverContract {
  @Override
  protected DriverFactory factory() {
    return new Pn532Factory();
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new Pn532Peer();
  }

  @Override
  protected Profile profile() {
    return Specs.profile(
        "pn532", List.of(Specs.point("status", Map.of("status", "firmware"))), List.of());
  }

  @Override
  protected Identity identity() {
    return new Identity("NXP", "PN532", "", "1.6");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of("status", new Value.Num(1));
  }

  /// A chip that answers has no other addresses.
  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.empty();
  }

  @Override
  protected void speak(ContractPeer speaking) {
    ((Pn532Peer) speaking).show("04a1b2c3");
  }

  @Test
  void aDamagedAnswerIsAskedForOnceMore() {
    okOf(driver().probe(RealTime.in(AMPLE)));
    ((Pn532Peer) peer()).corrupt(1);
    assertEquals(identity(), okOf(driver().probe(RealTime.in(AMPLE))));
  }
}
