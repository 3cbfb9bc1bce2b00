package org.khue.sim.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue sim registry`: a simulated population database until it is told to stop.
///
/// Exit codes: 2 the token file cannot be read, 3 the port is taken.
@Command(
    name = "registry",
    mixinStandardHelpOptions = true,
    description = "Plays a population database that is asked over HTTP.")
public final class RegistryCommand implements Callable<Integer> {
  @Option(
      names = "--port",
      defaultValue = "8090",
      description = "Port on the loopback address; 0 for a free one (default: ${DEFAULT-VALUE}).")
  private int port = 8090;

  @Option(names = "--token-file", description = "File with the bearer token that is asked for.")
  private @Nullable Path tokenFile;

  @Option(
      names = "--delay-ms",
      defaultValue = "0",
      description = "Milliseconds before each answer (default: ${DEFAULT-VALUE}).")
  private int delayMillis;

  @Option(
      names = "--fail-every",
      defaultValue = "0",
      description = "Each so many-th question gets 503; 0 for none (default: ${DEFAULT-VALUE}).")
  private int failEvery;

  @Override
  public Integer call() throws InterruptedException {
    String token = null;
    try {
      token = tokenFile == null ? null : Files.readString(tokenFile).strip();
    } catch (IOException e) {
      System.err.println("The token file " + tokenFile + " cannot be read: " + e.getMessage());
      return 2;
    }
    SimRegistry.Behaviour behaviour =
        new SimRegistry.Behaviour(token, Duration.ofMillis(Math.max(0, delayMillis)), failEvery);
    try (SimRegistry registry = SimRegistry.start(port, behaviour)) {
      System.out.println("READY registry=http://127.0.0.1:" + registry.port());
      new CountDownLatch(1).await();
    } catch (IOException e) {
      System.err.println("Port " + port + " cannot be had: choose another with --port.");
      return 3;
    }
    return 0;
  }
}
