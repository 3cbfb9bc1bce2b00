package org.khue.sim.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.demo.Demo;
import org.khue.sim.demo.DemoOptions;
import org.khue.sim.demo.Parts;

class KillAnythingTest {
  private static final int KILLS = 21;
  private static final int ROOMS = 2;
  private static final int SHIFT = 6000;
  private static final long SEED = 20261124;

  @Test
  void afterTwentyOneKillsAtRandomMomentsTheCountsAgree(@TempDir Path folder) throws Exception {
    List<String> missing = Parts.ofSystemProperties().missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(SEED);
    try (Demo demo =
        Demo.prepare(
            new DemoOptions(ROOMS, 20, folder, SHIFT, SEED),
            Parts.ofSystemProperties(),
            System.out::println)) {
      demo.start();
      KillRun.Result result = new KillRun(demo, ROOMS, random, System.out::println).run(KILLS);
      assertTrue(result.settled(), "not all parts came back: " + result);
      assertEquals(0, result.after().lost(), result.toString());
      assertEquals(0, result.after().duplicates(), result.toString());
      assertEquals(KillRun.Target.values().length, result.kills().size(), result.toString());
      assertTrue(
          result.plantedFaultCaught(), "the comparison did not see the planted faults: " + result);
    }
  }
}
