package org.khue.sim.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.khue.sim.demo.Parts;

class NetworkRunTest {
  @Test
  void whatBrokenConnectionsTookApartHasEffectOnce() throws Exception {
    Parts parts = Parts.ofSystemProperties();
    List<String> missing = parts.missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);

    NetworkRun.Result result = new NetworkRun(parts.home(), 8, 20261124).run(60, false);

    assertTrue(result.all(), "not all connections were broken: " + result);
    assertEquals(Effects.NONE, result.effects(), result.toString());
    assertTrue(result.met().size() >= 5, result.toString());
  }

  @Test
  void theSameSeedGivesTheSameTroubles() {
    assertEquals(troubles(7), troubles(7));
    assertTrue(troubles(7).stream().map(Trouble::kind).distinct().count() == 7);
  }

  private static List<Trouble> troubles(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return Stream.generate(() -> Trouble.next(random)).limit(100).toList();
  }
}
