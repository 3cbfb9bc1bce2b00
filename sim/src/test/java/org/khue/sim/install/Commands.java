package org.khue.sim.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// Runs programs of the system and reads what they say.
final class Commands {
  private static final int SECONDS = 180;

  private Commands() {}

  /// @param said both of its outputs
  record Result(int code, String said) {
    boolean good() {
      return code == 0;
    }
  }

  static Result run(String... command) throws IOException, InterruptedException {
    return run(Map.of(), command);
  }

  static Result run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " does not end");
    }
    return new Result(process.exitValue(), said);
  }

  /// Leaves the test out where the program is not installed.
  static void need(String program) {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin", program)), "needs " + program + ": install it");
  }
}
