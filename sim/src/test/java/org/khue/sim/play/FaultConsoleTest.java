package org.khue.sim.play;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.khue.sim.device.ManualClock;
import org.khue.sim.room.Room;

final class FaultConsoleTest {
  private String obey(String orders) throws Exception {
    Room empty = new Room(0, "empty", "gw-empty", List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Simulation simulation =
        Simulation.start(List.of(empty), new Settings(1, 0, Path.of("."), 1), new ManualClock())) {
      new FaultConsole(simulation)
          .run(
              new BufferedReader(new StringReader(orders)),
              new PrintStream(out, true, StandardCharsets.UTF_8));
    }
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void everyWrongOrderIsAnsweredWithWhatIsRight() throws Exception {
    List<String> answers =
        obey("jump empty meter\nunplug empty\n\nnetwork empty sideways\nnetwork other down\n")
            .lines()
            .toList();

    assertEquals(4, answers.size());
    assertTrue(answers.stream().allMatch(answer -> answer.startsWith("ERROR ")));
    assertTrue(
        answers
            .getFirst()
            .contains("use: unplug|plug|garbage|hang|plant-loss|plant-duplicate ROOM"));
    assertEquals("ERROR there is no room 'other'", answers.getLast());
  }

  @Test
  void theBrokersOfRoomsLieTenPortsApart() {
    Settings settings = new Settings(1, 300, Path.of("."), 1);

    assertEquals("tcp://127.0.0.1:21300", settings.broker(0));
    assertEquals("tcp://127.0.0.1:21330", settings.broker(3));
  }
}
