package org.khue.sim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The gateway's side of a bench or a chaos run: a process that tells in lines what it has done and
/// waits for a line before the next step.
public final class GatewaySide implements AutoCloseable {
  private static final int STOP_SECONDS = 20;

  private final Process process;
  private final BufferedReader lines;
  private final Writer steps;

  /// @param home the project's folder, built
  /// @param main its class
  public GatewaySide(Path home, String main, List<String> arguments) throws IOException {
    Path target = home.resolve("gateway/target");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                main));
    command.addAll(arguments);
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    lines = process.inputReader(StandardCharsets.UTF_8);
    steps = process.outputWriter(StandardCharsets.UTF_8);
  }

  /// Waits for the line that begins with that word.
  ///
  /// @return the words behind it
  public List<String> await(String word) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(word + " ")) {
        return List.of(line.substring(word.length() + 1).split(" "));
      }
    }
    throw new IOException("the gateway ended before it said " + word + ", see above");
  }

  /// Lets it take its next step.
  public void goOn() throws IOException {
    steps.write("go on\n");
    steps.flush();
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
