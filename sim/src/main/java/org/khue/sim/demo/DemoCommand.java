package org.khue.sim.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue demo`
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts cloud, simulated devices and gateways, and prints READY when data is flowing.")
public final class DemoCommand implements Callable<Integer> {
  private static final Duration FOREVER = Duration.ofDays(3650);

  @Option(
      names = "--rooms",
      paramLabel = "N",
      defaultValue = "4",
      description = "rooms, each with its own gateway (4)")
  private int rooms;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "10",
      description = "how many times faster than life lessons pass (10)")
  private double speed;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "keeps everything there and goes on from it next time; without it a temporary folder is removed at the end")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      paramLabel = "P",
      defaultValue = "0",
      description = "added to every port (0)")
  private int portBase;

  @Option(names = "--headless", description = "opens no browser")
  private boolean headless;

  @Option(
      names = "--for",
      paramLabel = "60s",
      description = "ends by itself after that time: 90s, 5m, 1h")
  private @Nullable String duration;

  @Option(
      names = "--claimed",
      description = "claims the gateways with one-time codes; they connect with certificates")
  private boolean claimed;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "of the simulated world (1)")
  private long seed;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @Override
  public Integer call() throws InterruptedException {
    Path directory = null;
    try {
      Duration runFor = duration == null ? FOREVER : Durations.parse(duration);
      directory =
          data == null ? Files.createTempDirectory("khue-demo-") : Files.createDirectories(data);
      DemoOptions options =
          new DemoOptions(
              rooms, speed, directory.toAbsolutePath().normalize(), portBase, seed, claimed);
      return run(options, runFor);
    } catch (IllegalArgumentException | IOException e) {
      err.println("khue demo: " + e.getMessage());
      return 2;
    } catch (Demo.DemoProblem e) {
      err.println("khue demo: " + e.getMessage());
      return e.exitCode();
    } finally {
      if (data == null && directory != null) {
        removeTemporary(directory);
      }
    }
  }

  private int run(DemoOptions options, Duration runFor)
      throws IOException, InterruptedException, Demo.DemoProblem {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              interrupted.countDown();
              awaitQuietly(ended);
            },
            "end of the demo");
    try (Demo demo =
        Demo.prepare(options, Parts.ofSystemProperties(), line -> err.println("khue: " + line))) {
      Runtime.getRuntime().addShutdownHook(hook);
      err.printf(
          "khue: starting the cloud, %d gateways and their devices; logs are in %s%n",
          options.rooms(), options.data().resolve("logs"));
      demo.start();
      out.println("READY " + demo.url());
      out.println(
          "token "
              + demo.readToken()
              + "   (read-only, also in "
              + options.data().resolve("demo.json")
              + ")");
      out.println("gateway " + demo.localSite(0) + "   (its own pages; PIN " + demo.pin() + ")");
      out.flush();
      if (!headless) {
        open(demo.url().toString());
      }
      interrupted.await(runFor.toMillis(), TimeUnit.MILLISECONDS);
      Optional<Summary> summary = demo.summary();
      summary.ifPresent(last -> err.println("khue: at the end " + last));
      err.println("khue: ending all parts …");
    } finally {
      if (data == null) {
        removeTemporary(options.data());
      }
      ended.countDown();
    }
    err.println("khue: ended.");
    return 0;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Shows the page if there is a desktop; a missing opener is no fault.
  private void open(String url) {
    boolean mac = System.getProperty("os.name", "").startsWith("Mac");
    if (!mac && System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
      return;
    }
    try {
      new ProcessBuilder(List.of(mac ? "open" : "xdg-open", url))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      err.println("khue: no browser could be opened; go to " + url);
    }
  }

  private void removeTemporary(Path directory) {
    try {
      Folders.remove(directory);
    } catch (IOException e) {
      err.println(
          "khue: the temporary folder " + directory + " could not be removed: " + e.getMessage());
    }
  }
}
