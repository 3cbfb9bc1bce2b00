package org.khue.sim.orders;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.khue.sim.demo.Demo;
import org.khue.sim.demo.DemoOptions;
import org.khue.sim.demo.Folders;
import org.khue.sim.demo.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./khue chaos commands`
@Command(
    name = "commands",
    mixinStandardHelpOptions = true,
    description =
        "Sends commands to a moody device while its gateway is killed and the connection cut, and"
            + " compares each end with what the device really did.")
public final class CommandChaos implements Callable<Integer> {
  private static final int ROOM = 0;
  private static final int PLANTED = 60;
  private static final Duration READY = Duration.ofSeconds(90);
  private static final Duration GATEWAY_START = Duration.ofMinutes(2);

  @Option(names = "--commands", defaultValue = "600", description = "how many (600)")
  private int commands;

  @Option(names = "--port-base", defaultValue = "4000", description = "added to every port (4000)")
  private int portBase;

  @Option(names = "--seed", defaultValue = "1", description = "of the moods and moments (1)")
  private long seed;

  private int kills;
  private int cuts;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("khue-chaos-");
    Parts parts = Parts.ofSystemProperties();
    try (Demo demo =
        Demo.prepare(new DemoOptions(1, 1, data, portBase, seed), parts, System.err::println)) {
      OrdersRoom.extend(
          demo, ROOM, parts.home().resolve("firmware-config/profiles"), data.resolve("chaos"));
      // There from the start: a device that is away is asked ever more seldom.
      try (OrdersDevice planted = device(demo, OrdersRoom.PLANTED, seed);
          OrdersDevice honest = device(demo, OrdersRoom.HONEST, seed + 1)) {
        demo.start();
        boolean caught = plantedFaultIsCaught(demo, planted);
        OrdersRun.Result result = run(demo, honest);
        System.out.println(json(result, caught));
        return result.passed() && caught ? 0 : 1;
      }
    } catch (IllegalArgumentException | Demo.DemoProblem e) {
      System.err.println("khue chaos commands: " + e.getMessage());
      return 2;
    } finally {
      Folders.remove(data);
    }
  }

  private static OrdersDevice device(Demo demo, String name, long moods) {
    return new OrdersDevice(demo.roomBroker(ROOM), name, moods);
  }

  /// A gateway that says "done" before the device has answered must show as false.
  private static boolean plantedFaultIsCaught(Demo demo, OrdersDevice device)
      throws IOException, InterruptedException {
    try (OrderDesk desk = new OrderDesk(demo.url(), demo.gateway(ROOM), OrdersRoom.PLANTED)) {
      desk.awaitReady("hello", READY);
      OrdersRun run = new OrdersRun(desk, device, System.err::println);
      run.send(PLANTED);
      OrdersRun.Result result = run.compare();
      System.err.println("planted: " + result);
      return result.falseDone() > 0;
    }
  }

  private OrdersRun.Result run(Demo demo, OrdersDevice device)
      throws IOException, InterruptedException {
    try (OrderDesk desk = new OrderDesk(demo.url(), demo.gateway(ROOM), OrdersRoom.HONEST)) {
      desk.awaitReady("hello", READY);
      OrdersRun run = new OrdersRun(desk, device, System.err::println);
      Thread trouble = Thread.ofVirtual().start(() -> trouble(demo));
      run.send(commands);
      trouble.interrupt();
      trouble.join();
      demo.plugNetwork(true);
      return run.compare();
    }
  }

  /// Kills the gateway or pulls the cable, again and again, until it is interrupted.
  private void trouble(Demo demo) {
    SplittableRandom random = new SplittableRandom(seed + 2);
    try {
      while (!Thread.interrupted()) {
        Thread.sleep(random.nextLong(1_000, 5_000));
        if (random.nextBoolean()) {
          int starts = demo.gatewayStarts(ROOM);
          demo.killGateway(ROOM);
          kills++;
          demo.awaitGatewayStarts(ROOM, starts + 1, GATEWAY_START);
        } else {
          demo.plugNetwork(false);
          cuts++;
          Thread.sleep(random.nextLong(100, 3_000));
          demo.plugNetwork(true);
        }
      }
    } catch (InterruptedException e) {
      // The commands are sent: there is trouble no more.
    }
  }

  private String json(OrdersRun.Result result, boolean caught) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("chaos", "commands")
        .put("sent", result.sent())
        .put("done", result.done())
        .put("failed", result.failed())
        .put("expired", result.expired())
        .put("notEnded", result.notEnded())
        .put("endedTwice", result.changed())
        .put("falseDone", result.falseDone())
        .put("falseExpired", result.falseExpired())
        .put("carriedOutTwice", result.doneTwice())
        .put("kills", kills)
        .put("cuts", cuts)
        .put("notTaken", result.refused())
        .put("plantedFaultCaught", caught)
        .put("seed", seed);
    node.putObject("conditions").put("cores", Runtime.getRuntime().availableProcessors());
    return node.toString();
  }
}
