package org.khue.gateway.tamper;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.khue.gateway.config.apply.ConfigTampering;
import org.khue.gateway.journal.chaos.WorkFolder;
import org.khue.gateway.update.UpdateTampering;
import org.slf4j.LoggerFactory;

/// The two commands. Progress goes to stderr, the result as one line of JSON to stdout. Exit code 1
/// if one passed or the planted fault was not caught, 2 if the options are wrong.
public final class TamperChaos {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String USAGE = "usage: khue chaos config|update [--seed N] [--count N]";
  private static final int USUAL = 2_000;
  private static final int MOST = 10_000_000;

  private TamperChaos() {}

  /// A run with its own folder.
  @FunctionalInterface
  private interface Run {
    Tally run(WorkFolder folder, long seed, int count) throws IOException;
  }

  public static void main(String[] args) {
    System.exit(run(args, System.out, System.err));
  }

  static int run(String[] args, PrintStream out, PrintStream progress) {
    // Each refusal is an error in the log; here they are the purpose.
    if (LoggerFactory.getLogger("org.khue.gateway") instanceof Logger logger) {
      logger.setLevel(Level.OFF);
    }
    try {
      String name = args.length == 0 ? "" : args[0];
      Run run =
          switch (name) {
            case "config" ->
                (folder, seed, count) -> ConfigTampering.run(folder.path(), seed, count);
            case "update" ->
                (folder, seed, count) -> UpdateTampering.run(folder.path(), seed, count);
            default -> throw new IllegalArgumentException("which one?");
          };
      long seed = option(args, "--seed", 1, Long.MAX_VALUE);
      int count = (int) option(args, "--count", USUAL, MOST);
      progress.println("khue chaos " + name + ": " + count + " with seed " + seed);
      try (WorkFolder folder = WorkFolder.in(null)) {
        Tally tally = run.run(folder, seed, count);
        out.println(json(name, seed, tally));
        return tally.good() ? 0 : 1;
      }
    } catch (IllegalArgumentException e) {
      progress.println("khue chaos: " + e.getMessage() + "\n" + USAGE);
      return 2;
    } catch (IOException e) {
      progress.println("khue chaos: " + e.getMessage());
      return 2;
    }
  }

  private static long option(String[] args, String name, long usual, long most) {
    if (args.length % 2 == 0) {
      throw new IllegalArgumentException("each option needs a value");
    }
    long found = usual;
    for (int i = 1; i < args.length; i += 2) {
      if (!args[i].equals("--seed") && !args[i].equals("--count")) {
        throw new IllegalArgumentException("there is no option " + args[i]);
      }
      if (args[i].equals(name)) {
        if (!args[i + 1].matches("[0-9]{1,18}") || Long.parseLong(args[i + 1]) > most) {
          throw new IllegalArgumentException(name + " must be a whole number up to " + most);
        }
        found = Long.parseLong(args[i + 1]);
      }
    }
    return found;
  }

  private static String json(String name, long seed, Tally tally) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("chaos", name);
    all.put("tampered", tally.tampered());
    all.put("refused", tally.tampered() - tally.passed());
    all.put("passed", tally.passed());
    all.put("plantedFaultCaught", tally.planted());
    all.put("seed", seed);
    all.put(
        "conditions",
        Map.of(
            "cores", Runtime.getRuntime().availableProcessors(),
            "java", Runtime.version().toString(),
            "refusals", new TreeMap<>(tally.reasons())));
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of text and numbers are always JSON", e);
    }
  }
}
