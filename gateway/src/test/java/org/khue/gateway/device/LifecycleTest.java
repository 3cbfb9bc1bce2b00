package org.khue.gateway.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.driver.Fault;
import org.khue.gateway.device.Lifecycle.Transition;

class LifecycleTest {
  private static final Fault TIMEOUT = new Fault.Timeout("no answer");
  private static final Fault GONE = new Fault.Gone("unplugged");

  /// Steps: up, lost, other, a read of the points a and b (`ab` both good, `a-` only a, `--` none,
  /// `gone`), stale, fresh, removed. Expected: the states entered.
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "connected            | up                          | CONNECTING ONLINE",
        "never there          | lost lost lost              | CONNECTING OFFLINE",
        "comes back           | lost up                     | CONNECTING OFFLINE ONLINE",
        "one bad read is none | up ab a- ab                 | CONNECTING ONLINE",
        "a bad point          | up a- a- a- a-              | CONNECTING ONLINE DEGRADED",
        "well again           | up a- a- a- ab              | CONNECTING ONLINE DEGRADED ONLINE",
        "nothing answers      | up -- -- -- --              | CONNECTING ONLINE DEGRADED OFFLINE",
        "an answer in between | up -- -- a- -- -- --        | CONNECTING ONLINE DEGRADED",
        "unplugged            | up ab gone                  | CONNECTING ONLINE OFFLINE",
        "silent point         | up stale ab fresh           | CONNECTING ONLINE DEGRADED ONLINE",
        "silent and bad       | up a- stale fresh ab        | CONNECTING ONLINE DEGRADED ONLINE",
        "another device       | up lost other other up      | CONNECTING ONLINE OFFLINE ONLINE",
        "taken out            | up removed up lost          | CONNECTING ONLINE REMOVED",
      })
  void statesFollowWhatHappens(String name, String steps, String expected) {
    Lifecycle lifecycle =
        new Lifecycle(
            new Breaker(
                4, new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), new Random(1))));
    List<String> entered = new ArrayList<>();
    note(lifecycle.begin(), entered);
    long now = 0;
    for (String step : steps.strip().split(" ")) {
      now += 1_000_000;
      note(
          switch (step) {
            case "up" -> lifecycle.probed(now);
            case "lost" -> lifecycle.lost(GONE, now);
            case "other" -> lifecycle.down("other-device", "", now);
            case "ab" -> lifecycle.read(Set.of("a", "b"), Map.of(), now);
            case "a-" -> lifecycle.read(Set.of("a"), Map.of("b", TIMEOUT), now);
            case "--" -> lifecycle.read(Set.of(), Map.of("a", TIMEOUT, "b", TIMEOUT), now);
            case "gone" -> lifecycle.read(Set.of(), Map.of("a", GONE, "b", GONE), now);
            case "stale" -> lifecycle.stale(true, "");
            case "fresh" -> lifecycle.stale(false, "");
            case "removed" -> lifecycle.removed();
            default -> throw new IllegalArgumentException(step);
          },
          entered);
    }
    assertEquals(expected, String.join(" ", entered));
  }

  @Test
  void attemptsComeLaterAndLaterUpToALimit() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(8), new Random(1));
    for (long whole : List.of(1, 2, 4, 8, 8, 8)) {
      long next = backoff.next();
      assertTrue(next >= whole * 500_000 && next <= whole * 1_000_000, whole + " s: " + next);
    }
    backoff.reset();
    assertTrue(backoff.next() <= 1_000_000);
  }

  @Test
  void anOpenBreakerLetsOneProbeThroughWhenItIsTime() {
    Breaker breaker =
        new Breaker(2, new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(8), new Random(1)));
    assertTrue(breaker.tryProbe(0), "a new device is probed at once");
    breaker.probed(0);
    assertTrue(breaker.closed());
    assertFalse(breaker.failure(1));
    assertTrue(breaker.failure(2));
    assertFalse(breaker.tryProbe(3));
    assertTrue(breaker.tryProbe(2_000_002));
    breaker.open(2_000_003);
    assertFalse(breaker.tryProbe(2_000_004));
    assertTrue(breaker.probeAt() >= 2_000_003 + 2_000_000, "twice as long as the first");
  }

  private static void note(Optional<Transition> transition, List<String> entered) {
    transition.ifPresent(moved -> entered.add(moved.to().name()));
  }
}
