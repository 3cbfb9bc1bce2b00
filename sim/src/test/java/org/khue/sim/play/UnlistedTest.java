package org.khue.sim.play;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.ledger.LedgerLine;
import org.khue.sim.room.RoomFiles;

class UnlistedTest {

  @Test
  void whatNoGatewayWasToldOfIsPlayedButNotCounted(@TempDir Path folder) throws Exception {
    String supply = "[ { id: %s, profile: scpi-power-supply, connection: { port: 0 } } ]\n";
    Files.writeString(
        folder.resolve("00-lab.yaml"), "room: { id: lab }\ndevices: " + supply.formatted("bench"));
    Files.createDirectory(folder.resolve("unlisted"));
    Files.writeString(
        folder.resolve("unlisted/00-lab.yaml"), "devices: " + supply.formatted("other"));
    try (Simulation simulation =
        Simulation.start(RoomFiles.read(folder), new Settings(1, 0, folder, 1), Instant::now)) {
      assertEquals(2, simulation.size());
      assertEquals(List.of("bench"), simulation.ledger().stream().map(LedgerLine::device).toList());
    }
  }
}
