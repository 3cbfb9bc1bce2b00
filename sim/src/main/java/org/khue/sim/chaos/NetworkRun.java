package org.khue.sim.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.khue.sim.bench.BenchCloud;
import org.khue.sim.bench.BenchDatabase;
import org.khue.sim.bench.GatewaySide;
import org.khue.sim.demo.Folders;

/// Gateways that write on and on, a network that breaks each of their connections in its own way,
/// and a cloud in which everything must have had effect exactly once when the network is good
/// again.
final class NetworkRun {
  private static final String SIDE = "org.khue.gateway.NetworkRun";

  /// Of a trouble, at the most, on a slow machine.
  private static final Duration EACH = Duration.ofSeconds(6);

  private final Path home;
  private final int gateways;
  private final long seed;

  /// @param effects what is wrong in the cloud
  /// @param entries readings and events that were written
  /// @param met how often which trouble was met
  record Result(Effects effects, long entries, Map<Trouble.Kind, Integer> met, boolean all) {}

  NetworkRun(Path home, int gateways, long seed) {
    this.home = home;
    this.gateways = gateways;
    this.seed = seed;
  }

  /// @param troubles connections that are broken
  /// @param planted whether the gateways take what they sent for confirmed
  Result run(int troubles, boolean planted) throws IOException, InterruptedException, SQLException {
    List<String> ids = IntStream.rangeClosed(1, gateways).mapToObj(n -> "net-" + n).toList();
    Path directory = Files.createTempDirectory("khue-chaos-");
    try (BenchCloud cloud = BenchCloud.start(home, ids);
        FaultProxy network = new FaultProxy(cloud.mqttUrl(), seed, troubles);
        GatewaySide side =
            new GatewaySide(home, SIDE, arguments(network, ids, directory, planted))) {
      side.await("READY");
      side.goOn();
      boolean all = breakIt(network, troubles);
      side.goOn();
      BenchDatabase database = cloud.database();
      Effects effects = Effects.NONE;
      long entries = 0;
      List<Sent> sent = new ArrayList<>();
      for (int i = 0; i < gateways; i++) {
        List<String> words = side.await("SENT");
        sent.add(
            new Sent(words.get(0), Long.parseLong(words.get(1)), Long.parseLong(words.get(2))));
      }
      side.await("DONE");
      for (Sent each : sent) {
        effects = effects.plus(Effects.of(database, each.gateway, each.readings, each.events));
        entries += each.readings + each.events;
      }
      side.goOn();
      return new Result(effects, entries, network.met(), all);
    } finally {
      Folders.remove(directory);
    }
  }

  private record Sent(String gateway, long readings, long events) {}

  private static List<String> arguments(
      FaultProxy network, List<String> ids, Path directory, boolean planted) {
    return List.of(
        "--mqtt",
        network.url(),
        "--gateways",
        String.join(",", ids),
        "--secrets",
        BenchCloud.secret(""),
        "--dir",
        directory.toString(),
        "--plant",
        planted ? "trust" : "");
  }

  /// @return whether all troubles were met in time
  private boolean breakIt(FaultProxy network, int troubles) throws InterruptedException {
    long end =
        System.nanoTime()
            + EACH.multipliedBy(troubles).dividedBy(gateways).toNanos()
            + EACH.toNanos();
    while (System.nanoTime() - end < 0) {
      if (network.awaitAll(Duration.ofSeconds(20))) {
        return true;
      }
      System.err.printf(
          "chaos network: %,d of %,d connections to break%n", network.left(), troubles);
    }
    return false;
  }
}
