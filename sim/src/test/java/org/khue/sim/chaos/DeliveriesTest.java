package org.khue.sim.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.khue.sim.bench.BenchCloud;
import org.khue.sim.demo.Parts;

class DeliveriesTest {
  @Test
  void whatComesThreeTimesOutOfOrderHasEffectOnce() throws Exception {
    List<String> missing = Parts.ofSystemProperties().missing();
    assumeTrue(
        missing.isEmpty(),
        "skipped: needs the packaged parts (run mvn verify, not mvn test): " + missing);
    try (BenchCloud cloud =
        BenchCloud.start(Parts.ofSystemProperties().home(), List.of(Deliveries.GATEWAY))) {
      Deliveries.Result result = new Deliveries(cloud, 3_000).run(100, 20261124);
      assertEquals(Effects.NONE, result.effects());
      assertTrue(result.entriesDelivered() > 3 * 3_000, result.toString());
      assertTrue(result.refused() > 0, "nothing came out of order: " + result);
      assertTrue(result.plantedFaultCaught(), result.toString());
    }
  }
}
