package org.khue.gateway.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the start-up cache of a version that was just unpacked, with the Java of this machine, in
/// a process of its own that gives way to everything else. The cache may be missing: the version
/// then only starts more slowly.
public final class CacheLearner {
  private static final Logger log = LoggerFactory.getLogger(CacheLearner.class);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private CacheLearner() {}

  /// @param version its directory, with `rooms/` and `profiles/` for the training
  public static void learn(Path version) {
    if (!Files.isDirectory(version.resolve("rooms"))) {
      log.info("{} carries no rooms to train with: it starts without a cache", version);
      return;
    }
    Path made = version.resolve("gateway.aot.new");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    // Where memory runs out, this one ends first, not the gateway.
    List<String> command =
        List.of(
            "sh",
            "-c",
            "echo 1000 >/proc/self/oom_score_adj 2>/dev/null; exec nice -n 19 \"$@\"",
            "learn",
            java,
            "@" + version.resolve("gateway.options"),
            "-XX:AOTCacheOutput=" + made,
            "-cp",
            version.resolve("khue-gateway.jar") + ":" + version.resolve("lib") + "/*",
            "org.khue.gateway.TrainingRun",
            version.toString());
    try {
      Process training =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        boolean ended = training.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (ended && training.exitValue() == 0 && Files.exists(made)) {
          Files.move(made, version.resolve("gateway.aot"), StandardCopyOption.ATOMIC_MOVE);
        } else {
          log.warn("The start-up cache could not be made; the version starts without it");
          Files.deleteIfExists(made);
        }
      } finally {
        training.destroyForcibly();
      }
    } catch (IOException e) {
      log.warn("The start-up cache could not be made: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
