package org.khue.sim.play;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.function.Consumer;
import org.khue.sim.device.Condition;
import org.khue.sim.ledger.Ticks;

/// Makes devices misbehave, one line an order, so that scenarios can be played:
///
/// ```
/// unplug ROOM DEVICE     nobody answers at its place
/// garbage ROOM DEVICE    it answers with bytes of no protocol
/// hang ROOM DEVICE       it takes everything and answers nothing
/// plug ROOM DEVICE       it is well again
/// network ROOM down|up   all its networked devices lose or get back their network
/// plant-loss ROOM DEVICE        its ledger claims a sample that is never sent
/// plant-duplicate ROOM DEVICE   it sends the number of a sample twice
/// ```
///
/// Each order is answered by a line `OK …` or `ERROR …`.
public final class FaultConsole {
  private static final String USAGE =
      "use: unplug|plug|garbage|hang|plant-loss|plant-duplicate ROOM DEVICE, or network ROOM"
          + " down|up";

  private final Simulation simulation;

  public FaultConsole(Simulation simulation) {
    this.simulation = simulation;
  }

  /// Obeys until the input ends.
  public void run(BufferedReader in, PrintStream out) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.println(obey(line.strip()));
        out.flush();
      }
    }
  }

  String obey(String line) {
    String[] words = line.split("\\s+");
    if (words.length != 3) {
      return "ERROR '" + line + "' is no order: " + USAGE;
    }
    return switch (words[0]) {
      case "unplug" -> device(words, line, Condition.UNPLUGGED);
      case "plug" -> device(words, line, Condition.HEALTHY);
      case "garbage" -> device(words, line, Condition.GARBAGE);
      case "hang" -> device(words, line, Condition.HANGING);
      case "network" -> network(words, line);
      case "plant-loss" -> plant(words, line, Ticks::plantLoss);
      case "plant-duplicate" -> plant(words, line, Ticks::plantDuplicate);
      default -> "ERROR '" + words[0] + "' is no order: " + USAGE;
    };
  }

  private String device(String[] words, String line, Condition condition) {
    return simulation.change(words[1], words[2], condition)
        ? "OK " + line
        : "ERROR there is no device '" + words[2] + "' in a room '" + words[1] + "'";
  }

  private String plant(String[] words, String line, Consumer<Ticks> fault) {
    return simulation.plant(words[1], words[2], fault)
        ? "OK " + line
        : "ERROR no device '" + words[2] + "' with a sample counter in a room '" + words[1] + "'";
  }

  private String network(String[] words, String line) {
    if (!words[2].equals("up") && !words[2].equals("down")) {
      return "ERROR a network is 'up' or 'down': " + USAGE;
    }
    return simulation.network(words[1], words[2].equals("up"))
        ? "OK " + line
        : "ERROR there is no room '" + words[1] + "'";
  }
}
