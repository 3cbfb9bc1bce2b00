package org.khue.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.khue.driver.modbus.Meters.point;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.khue.driver.CommandSpec;
import org.khue.driver.DeviceConfig;
import org.khue.driver.PointSpec;
import org.khue.driver.Problem;

class ModbusFactoryTest {
  private static List<String> problems(List<PointSpec> points, List<CommandSpec> commands) {
    return new ModbusFactory()
            .validate(
                new DeviceConfig("meter", Map.of("host", "127.0.0.1"), "room.yaml:1"),
                Meters.profile(points, commands))
            .stream()
            .map(Problem::path)
            .toList();
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertEquals(
        List.of(
            "/points/0/address", "/points/1/address", "/points/2/address", "/commands/0/address"),
        problems(
            List.of(
                point("over-the-end", "input", 65_535, "float32"),
                point("no-such-table", "inputs", 1, "uint16"),
                point("typed-bit", "coil", 1, "uint16")),
            List.of(
                Meters.command(
                    "write-input", Map.of("table", "discrete", "register", 1, "value", 1)))));
  }

  @Test
  void aCommandsUnknownKeyIsRefused() {
    assertEquals(
        List.of("/commands/0/address"),
        problems(
            List.of(),
            List.of(
                Meters.command(
                    "open", Map.of("table", "coil", "register", 1, "value", 1, "valeu", 2)))));
  }

  @Test
  void batchesKeepToTheLimitOfARequest() {
    List<Batch.Member> members =
        IntStream.range(0, 200)
            .mapToObj(i -> {
              PointSpec spec = point("p" + i, "input", i, "uint16");
              return new Batch.Member(spec, Address.of(spec.address()));
            })
            .toList();
    assertEquals(
        List.of(125, 75), Batch.plan(members, Set.of()).stream().map(Batch::count).toList());
  }
}
