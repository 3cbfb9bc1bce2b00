package org.khue.cloud.platform.net;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Programs of the system that test the server from outside.
final class Tools {
  private Tools() {}

  static Path needed(String program, String debianPackage) {
    Path path = Path.of("/usr/bin", program);
    assumeTrue(
        Files.isExecutable(path), "skipped: no " + path + "; install the package " + debianPackage);
    return path;
  }

  /// Runs a program to its end.
  ///
  /// @return what it said
  static String run(Path directory, int seconds, List<String> command)
      throws IOException, InterruptedException {
    Path said = directory.resolve("said-" + System.nanoTime());
    Process process =
        new ProcessBuilder(new ArrayList<>(command))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(said.toFile())
            .start();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new AssertionError(command.getFirst() + " did not end within " + seconds + " s");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return Files.readString(said);
  }
}
