package org.khue.sim.chaos;

import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.khue.sim.demo.Demo;
import org.khue.sim.demo.Summary;

/// Kills parts of a running demo at random moments, lets it recover, and has the cloud compare what
/// was sent with what it committed. Then it plants one lost and one doubled sample, which the same
/// comparison must report.
public final class KillRun {
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(300);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE_OF_GATEWAYS = Duration.ofMillis(1_500);
  private static final Duration START_PATIENCE = Duration.ofMinutes(3);
  private static final int ONE_IN_SO_MANY_WHILE_IT_STARTS = 4;
  private static final int PROGRESS_KILLS = 50;
  private static final Duration RECOVERY_PATIENCE = Duration.ofSeconds(90);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int QUIET_LOOKS = 3;
  private static final int PENDING_A_DEVICE = 10;

  /// What can be killed.
  public enum Target {
    GATEWAY,
    CLOUD,
    DATABASE
  }

  /// @param kills how often each target was killed
  /// @param after the cloud's count when everything was running again
  /// @param failedStarts how often a gateway did not come back by itself after a kill
  /// @param settled whether all parts came back and caught up in time
  /// @param plantedFaultCaught whether the planted loss and the planted double were both reported
  public record Result(
      Map<Target, Integer> kills,
      int failedStarts,
      Summary after,
      boolean settled,
      boolean plantedFaultCaught) {
    public boolean passed() {
      return settled
          && failedStarts == 0
          && after.lost() == 0
          && after.duplicates() == 0
          && plantedFaultCaught;
    }
  }

  private final Demo demo;
  private final int rooms;
  private final RandomGenerator random;
  private final Consumer<String> progress;

  public KillRun(Demo demo, int rooms, RandomGenerator random, Consumer<String> progress) {
    this.demo = demo;
    this.rooms = rooms;
    this.random = random;
    this.progress = progress;
  }

  /// @param count how many kills, at least one of each target if there are three or more
  public Result run(int count) throws IOException, InterruptedException {
    Map<Target, Integer> kills = new EnumMap<>(Target.class);
    for (int i = 0; i < count; i++) {
      Thread.sleep(random.nextLong(SHORTEST_PAUSE.toMillis(), LONGEST_PAUSE.toMillis()));
      Target target =
          i < Target.values().length
              ? Target.values()[i]
              : Target.values()[random.nextInt(Target.values().length)];
      if (kill(target)) {
        kills.merge(target, 1, Integer::sum);
      } else {
        i--;
      }
      progress.accept(
          "%d of %d: killed the %s"
              .formatted(i + 1, count, target.name().toLowerCase(Locale.ROOT)));
    }
    return counted(kills, 0);
  }

  /// Kills gateways only, one after the other: most while they work, some while they start.
  ///
  /// @param count how many kills
  /// @param endNanos no more of them after this, by [System#nanoTime()]
  public Result runGateways(int count, long endNanos) throws IOException, InterruptedException {
    int failedStarts = 0;
    int done = 0;
    int[] startsBefore = new int[rooms];
    while (done < count && System.nanoTime() - endNanos < 0) {
      int room = done % rooms;
      boolean whileItStarts = random.nextInt(ONE_IN_SO_MANY_WHILE_IT_STARTS) == 0;
      if (!whileItStarts
          && !demo.awaitGatewayStarts(room, startsBefore[room] + 1, START_PATIENCE)) {
        failedStarts++;
        progress.accept("gateway " + room + " did not start within " + START_PATIENCE);
      }
      Thread.sleep(random.nextLong(LONGEST_PAUSE_OF_GATEWAYS.toMillis()));
      startsBefore[room] = demo.gatewayStarts(room);
      demo.killGateway(room);
      if (++done % PROGRESS_KILLS == 0) {
        progress.accept(done + " of " + count + " kills of gateways");
      }
    }
    Map<Target, Integer> kills = new EnumMap<>(Target.class);
    kills.put(Target.GATEWAY, done);
    return counted(kills, failedStarts);
  }

  private Result counted(Map<Target, Integer> kills, int notReady)
      throws IOException, InterruptedException {
    Optional<Summary> settled = settle();
    int failedStarts = notReady + demo.gatewayFailures();
    Summary after =
        settled
            .or(this::ask)
            .orElseThrow(() -> new IOException("the cloud does not answer any more"));
    progress.accept("recovered: " + after);
    return new Result(
        kills,
        failedStarts,
        after,
        settled.isPresent(),
        settled.isPresent() && plantedFaultsAreReported(after));
  }

  /// @return whether there was something to kill: a database that is just starting has no process
  ///   yet
  private boolean kill(Target target) throws IOException {
    switch (target) {
      case GATEWAY -> demo.killGateway(random.nextInt(rooms));
      case CLOUD -> demo.killCloud();
      case DATABASE -> {
        return demo.killDatabase();
      }
    }
    return true;
  }

  /// Waits until data flows again and nothing older is on its way.
  private Optional<Summary> settle() throws InterruptedException {
    long end = System.nanoTime() + RECOVERY_PATIENCE.toNanos();
    int quiet = 0;
    long readings = 0;
    while (System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS);
      Optional<Summary> summary = demo.summary();
      boolean good =
          summary.isPresent()
              && summary.get().readings() > readings
              && summary.get().comparedDevices() > 0
              && summary.get().pending() <= PENDING_A_DEVICE * summary.get().comparedDevices();
      quiet = good ? quiet + 1 : 0;
      readings = summary.map(Summary::readings).orElse(readings);
      if (quiet >= QUIET_LOOKS) {
        return summary;
      }
    }
    return Optional.empty();
  }

  private boolean plantedFaultsAreReported(Summary before)
      throws IOException, InterruptedException {
    demo.tellSimulator("plant-loss vat-li-1 meter");
    demo.tellSimulator("plant-duplicate vat-li-1 oscilloscope");
    long end = System.nanoTime() + RECOVERY_PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      Thread.sleep(BETWEEN_LOOKS);
      Optional<Summary> summary = demo.summary();
      if (summary.isPresent()
          && summary.get().lost() == before.lost() + 1
          && summary.get().duplicates() == before.duplicates() + 1) {
        progress.accept("the planted loss and the planted double were reported");
        return true;
      }
    }
    progress.accept("the planted faults were not reported: " + ask());
    return false;
  }

  private Optional<Summary> ask() {
    try {
      return demo.summary();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
