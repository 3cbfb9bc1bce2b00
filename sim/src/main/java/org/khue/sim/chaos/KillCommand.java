package org.khue.sim.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.random.RandomGeneratorFactory;
import org.khue.sim.demo.Demo;
import org.khue.sim.demo.DemoOptions;
import org.khue.sim.demo.Durations;
import org.khue.sim.demo.Folders;
import org.khue.sim.demo.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue chaos kill`
@Command(
    name = "kill",
    mixinStandardHelpOptions = true,
    description =
        "Kills gateways, cloud and database at random moments under load and counts lost and doubled samples.")
public final class KillCommand implements Callable<Integer> {

  @Option(names = "--kills", defaultValue = "20", description = "how many kills (20)")
  private int kills;

  @Option(
      names = "--gateway-only",
      description = "kills gateways only, again and again, and counts starts that fail")
  private boolean gatewayOnly;

  @Option(
      names = "--for",
      defaultValue = "24h",
      description = "no more kills after this, for example 10m (24h)")
  private String atMost = "24h";

  @Option(
      names = "--rooms",
      defaultValue = "2",
      description = "rooms, each with its own gateway (2)")
  private int rooms;

  @Option(
      names = "--speed",
      defaultValue = "20",
      description = "how many times faster than life lessons pass (20)")
  private double speed;

  @Option(names = "--port-base", defaultValue = "3000", description = "added to every port (3000)")
  private int portBase;

  @Option(names = "--seed", defaultValue = "1", description = "of the moments and targets (1)")
  private long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("khue-chaos-");
    try (Demo demo =
        Demo.prepare(
            new DemoOptions(rooms, speed, data, portBase, seed),
            Parts.ofSystemProperties(),
            System.err::println)) {
      demo.start();
      KillRun run =
          new KillRun(
              demo,
              rooms,
              RandomGeneratorFactory.of("L64X128MixRandom").create(seed),
              System.err::println);
      KillRun.Result result =
          gatewayOnly
              ? run.runGateways(kills, System.nanoTime() + Durations.parse(atMost).toNanos())
              : run.run(kills);
      System.out.println(json(result));
      return result.passed() ? 0 : 1;
    } catch (IllegalArgumentException | Demo.DemoProblem e) {
      System.err.println("khue chaos kill: " + e.getMessage());
      return 2;
    } finally {
      Folders.remove(data);
    }
  }

  private String json(KillRun.Result result) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("chaos", "kill")
        .put("kills", result.kills().values().stream().mapToInt(Integer::intValue).sum())
        .put("lost", result.after().lost())
        .put("duplicated", result.after().duplicates())
        .put("failedStarts", result.failedStarts())
        .put("settled", result.settled())
        .put("plantedFaultCaught", result.plantedFaultCaught())
        .put("readings", result.after().readings())
        .put("events", result.after().events())
        .put("unanswered", result.after().unanswered())
        .put("inFlightAtKill", result.after().inFlightAtKill())
        .put("seed", seed);
    ObjectNode conditions = node.putObject("conditions");
    conditions
        .put("rooms", rooms)
        .put("speed", speed)
        .put("gatewayOnly", gatewayOnly)
        .put("cores", Runtime.getRuntime().availableProcessors());
    result.kills().forEach((target, count) -> conditions.put("kills of " + target, count));
    return node.toString();
  }
}
