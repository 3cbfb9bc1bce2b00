package org.khue.sim.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue chaos network`
@Command(
    name = "network",
    mixinStandardHelpOptions = true,
    description =
        "Breaks the network between gateways and their cloud in seeded ways; counts what had effect.")
public final class NetworkCommand implements Callable<Integer> {
  private static final int PLANTED = 60;

  @Option(names = "--count", defaultValue = "10000", description = "connections to break (10000)")
  private int count;

  @Option(names = "--gateways", defaultValue = "20", description = "at the same time (20)")
  private int gateways;

  @Option(names = "--seed", defaultValue = "1", description = "of the troubles (1)")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (count < 1 || gateways < 1 || gateways > 100) {
      System.err.println("khue chaos network: --count is at least 1, --gateways 1 to 100");
      return 2;
    }
    NetworkRun run = new NetworkRun(Path.of(System.getProperty("khue.home", ".")), gateways, seed);
    System.err.println("chaos network: gateways that believe a sent batch is a confirmed one …");
    boolean caught = run.run(PLANTED + gateways, true).effects().lost() > 0;
    if (!caught) {
      System.err.println("FAILED: batches were lost on their way, and the check did not notice");
    }
    System.err.printf("chaos network: the real thing, %,d connections …%n", count);
    NetworkRun.Result result = run.run(count, false);
    System.out.println(json(result, caught));
    return caught && result.all() && result.effects().equals(Effects.NONE) ? 0 : 1;
  }

  private String json(NetworkRun.Result result, boolean caught) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    int broken = result.met().values().stream().mapToInt(Integer::intValue).sum();
    node.put("chaos", "network")
        .put("faults", broken)
        .put("lost", result.effects().lost())
        .put("duplicated", result.effects().duplicated())
        .put("plantedFaultCaught", caught)
        .put("entries", result.entries())
        .put("seed", seed);
    ObjectNode conditions = node.putObject("conditions");
    conditions
        .put("gateways", gateways)
        .put("allMet", result.all())
        .put("cores", Runtime.getRuntime().availableProcessors());
    ObjectNode kinds = conditions.putObject("troubles");
    result
        .met()
        .forEach((kind, times) ->
            kinds.put(kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), times));
    return node.toString();
  }
}
