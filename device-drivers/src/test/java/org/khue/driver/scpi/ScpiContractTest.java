package org.khue.driver.scpi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.driver.AbstractByteDriverContract;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Specs;
import org.khue.driver.Value;

class ScpiContractTest extends AbstractByteDriverContract {
  private static final CommandSpec SET_VOLTAGE =
      Specs.command(
          "set-voltage",
          Map.of("write", "VOLTage {value}", "check", "VOLTage?", "low", 0, "high", 30));

  @Override
  protected DriverFactory factory() {
    return new ScpiFactory();
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    return new ScpiPeer();
  }

  @Override
  protected Profile profile() {
    return Specs.profile(
        "scpi",
        List.of(
            Specs.point("voltage", Map.of("query", "MEASure:VOLTage?")),
            Specs.point("output", Map.of("query", "OUTPut?", "type", "number")),
            Specs.point("mode", Map.of("query", "MODE?", "type", "text"))),
        List.of(SET_VOLTAGE));
  }

  @Override
  protected Identity identity() {
    return new Identity("Khuê works", "PSU-1", "SN 42", "1.0.3");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of(
        "voltage", new Value.Num(5), "output", new Value.Num(1), "mode", new Value.Text("CV"));
  }

  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.of(Specs.point("nonsense", Map.of("query", "NONsense?")));
  }

  @Override
  protected Optional<CommandCall> command() {
    return Optional.of(new CommandCall(SET_VOLTAGE, Map.of("value", 12.5)));
  }
}
