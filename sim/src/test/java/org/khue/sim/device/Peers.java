package org.khue.sim.device;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Independent programs of the machine that a simulated device is checked with. A test that needs
/// one that is missing is skipped and says so.
public final class Peers {
  private static final long PATIENCE_SECONDS = 20;

  private Peers() {}

  /// The program's path; skips the test if it is not installed.
  public static String require(String program) {
    String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    String found =
        Stream.of(path.split(":"))
            .map(directory -> new File(directory, program))
            .filter(File::canExecute)
            .map(File::getPath)
            .findFirst()
            .orElse("");
    assumeTrue(!found.isEmpty(), program + " is not installed: this check is skipped");
    return found;
  }

  /// Runs a program to its end.
  ///
  /// @return what it wrote, to either stream
  public static String run(String program, String... arguments)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("peer", ".out");
    try {
      Process process =
          new ProcessBuilder(command(program, arguments))
              .redirectErrorStream(true)
              .redirectOutput(out.toFile())
              .start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
      }
      return Files.readString(out, StandardCharsets.ISO_8859_1);
    } finally {
      Files.delete(out);
    }
  }

  /// Starts a program.
  ///
  /// @param out takes what it writes
  public static Process start(Path out, String program, String... arguments) throws IOException {
    return new ProcessBuilder(command(program, arguments))
        .redirectErrorStream(true)
        .redirectOutput(out.toFile())
        .start();
  }

  public static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static List<String> command(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(require(program)));
    command.addAll(List.of(arguments));
    return command;
  }
}
