package org.khue.sim.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.khue.sim.bench.BenchCloud;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue chaos deliveries`
@Command(
    name = "deliveries",
    mixinStandardHelpOptions = true,
    description =
        "Delivers every entry three times and more, out of order and in other batches, and counts what took effect.")
public final class DeliveriesCommand implements Callable<Integer> {
  @Option(names = "--count", defaultValue = "1000000", description = "readings (1000000)")
  private long count;

  @Option(
      names = "--largest-batch",
      defaultValue = "400",
      description = "entries a batch at most, 1 to 5000 (400)")
  private int largestBatch;

  @Option(names = "--seed", defaultValue = "1", description = "of sizes and order (1)")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (count < 2 || largestBatch < 1 || largestBatch > 5_000) {
      System.err.println("khue chaos deliveries: --count is at least 2, --largest-batch 1 to 5000");
      return 2;
    }
    Path home = Path.of(System.getProperty("khue.home", "."));
    System.err.println("chaos deliveries: starting a cloud …");
    try (BenchCloud cloud = BenchCloud.start(home, List.of(Deliveries.GATEWAY))) {
      Deliveries.Result result = new Deliveries(cloud, count).run(largestBatch, seed);
      System.out.println(json(result));
      return result.passed() ? 0 : 1;
    }
  }

  private String json(Deliveries.Result result) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("chaos", "deliveries")
        .put("faults", result.deliveries())
        .put("lost", result.effects().lost())
        .put("duplicated", result.effects().duplicated())
        .put("plantedFaultCaught", result.plantedFaultCaught())
        .put("entriesDelivered", result.entriesDelivered())
        .put("refusedBatches", result.refused())
        .put("seed", seed);
    node.putObject("conditions")
        .put("readings", count)
        .put("events", Math.max(1, count / 100))
        .put("largestBatch", largestBatch)
        .put("readingsInOneMicrosecond", 100)
        .put("cores", Runtime.getRuntime().availableProcessors());
    return node.toString();
  }
}
