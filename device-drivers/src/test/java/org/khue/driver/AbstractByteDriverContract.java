package org.khue.driver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.khue.driver.link.Mischief;

/// What drivers that frame bytes themselves must keep beside the common contract: no byte that
/// arrives may throw, hang or be believed.
public abstract class AbstractByteDriverContract extends AbstractDriverContract {
  private static final long SEED = 20_261_124;
  private static final Duration STEP = Duration.ofMillis(150);

  /// How many lives of a driver are tried, each with mischief of its own.
  protected int mischievousRounds() {
    return 40;
  }

  private Driver over(Mischief mischief, long seed) {
    return factory()
        .create(config(peer()), profile(), new MischiefLinks(mischief, seed), RealTime.CLOCK);
  }

  @Test
  void chunksOfAnySizeAreUnderstood() {
    for (long seed = 0; seed < 5; seed++) {
      Driver driver = over(Mischief.HARMLESS, SEED + seed);
      okOf(driver.probe(RealTime.in(AMPLE)));
      driver
          .read(readPoints(), RealTime.in(AMPLE))
          .forEach((id, outcome) -> assertTrue(outcome instanceof Outcome.Ok, () -> id + outcome));
      driver.close();
    }
  }

  @Test
  void mischiefOnTheWireGivesFaultsOnlyAndNeverHangs() throws Exception {
    int well = 0;
    int failed = 0;
    for (int round = 0; round < mischievousRounds(); round++) {
      Driver driver = over(Mischief.ALL, SEED + 1_000L * round);
      try {
        for (int call = 0; call < 4; call++) {
          long start = System.nanoTime();
          for (Outcome<?> outcome : ask(driver, call)) {
            if (outcome instanceof Outcome.Ok) {
              well++;
            } else {
              failed++;
            }
          }
          long limit = STEP.plus(TOLERANCE).toNanos();
          int at = round;
          assertTrue(System.nanoTime() - start < limit, () -> "hung in round " + at);
        }
      } finally {
        driver.close();
      }
    }
    assertTrue(
        well > 0 && failed > 0, "both must happen: " + well + " well, " + failed + " failed");
  }

  private Iterable<Outcome<?>> ask(Driver driver, int call) throws Exception {
    Deadline deadline = RealTime.in(STEP);
    if (call == 3 && command().isPresent()) {
      return List.of(
          driver.execute(command().get(), deadline).toCompletableFuture().get(5, TimeUnit.SECONDS));
    }
    if (call == 0 || readPoints().isEmpty()) {
      return List.of(driver.probe(deadline));
    }
    Map<String, Outcome<Sample>> read = driver.read(readPoints(), deadline);
    return List.copyOf(read.values());
  }
}
