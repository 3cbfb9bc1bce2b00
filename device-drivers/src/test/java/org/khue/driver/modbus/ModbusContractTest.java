package org.khue.driver.modbus;

import static org.khue.driver.modbus.Meters.bit;
import static org.khue.driver.modbus.Meters.little;
import static org.khue.driver.modbus.Meters.point;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.driver.AbstractDriverContract;
import org.khue.driver.CommandCall;
import org.khue.driver.CommandSpec;
import org.khue.driver.ContractPeer;
import org.khue.driver.DriverFactory;
import org.khue.driver.Identity;
import org.khue.driver.PointSpec;
import org.khue.driver.Profile;
import org.khue.driver.Value;

class ModbusContractTest extends AbstractDriverContract {
  private static final CommandSpec LAMP_ON =
      Meters.command("lamp-on", Map.of("table", "coil", "register", 7, "value", true));

  private final ModbusFactory factory = new ModbusFactory();

  @Override
  protected DriverFactory factory() {
    return factory;
  }

  @Override
  protected ContractPeer startPeer() throws Exception {
    ModbusPeer peer = new ModbusPeer();
    peer.inputFloat(0, 229.5f);
    peer.inputFloat(12, 61.25f);
    peer.holding(3, 0xFFFE);
    peer.holding(10, 0x0001, 0x0002);
    peer.unitOne.with(tx -> tx.writeCoils(coils -> coils.put(5, true)));
    return peer;
  }

  @Override
  protected Profile profile() {
    return Meters.profile(
        List.of(
            point("voltage", "input", 0, "float32"),
            point("power", "input", 12, "float32"),
            point("level", "holding", 3, "int16"),
            little("count", "holding", 10, "uint32"),
            bit("door", "coil", 5)),
        List.of(LAMP_ON));
  }

  @Override
  protected Identity identity() {
    return new Identity("Eastron", "SDM120", "", "2.01");
  }

  @Override
  protected Map<String, Value> values() {
    return Map.of(
        "voltage", new Value.Num(229.5),
        "power", new Value.Num(61.25),
        "level", new Value.Num(-2),
        "count", new Value.Num(0x0002_0001),
        "door", new Value.Num(1));
  }

  @Override
  protected Optional<PointSpec> refusedPoint() {
    return Optional.of(point("nowhere", "input", 0x5000, "uint16"));
  }

  @Override
  protected Optional<CommandCall> command() {
    return Optional.of(new CommandCall(LAMP_ON, Map.of()));
  }
}
