package org.khue.sim.orders;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.khue.sim.demo.CloudVisitor;
import org.khue.sim.demo.Demo;
import org.khue.sim.demo.DemoOptions;
import org.khue.sim.demo.Folders;
import org.khue.sim.demo.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From the click, a POST to the cloud, until the device's own receipt can be read there. As a
/// reference, in the same run: how long the device itself takes to answer over the room's broker.
@Command(
    name = "commands",
    description =
        "From the click to the device's receipt in the cloud, next to the device's own answer.")
public final class CommandBench implements Callable<Integer> {
  private static final int STEAM = 1;
  private static final Duration LOOK = Duration.ofMillis(5);
  private static final Duration VALID = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WARM_UP = 40;

  @Option(names = "--commands", defaultValue = "400", description = "(${DEFAULT-VALUE}).")
  private int commands;

  @Option(names = "--port-base", defaultValue = "5000", description = "Shift of all ports.")
  private int shift;

  @Option(names = "--seed", defaultValue = "1", description = "Of the simulated world.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path data = Files.createTempDirectory("khue-bench-");
    try (Demo demo =
        Demo.prepare(
            new DemoOptions(2, 1, data, shift, seed),
            Parts.ofSystemProperties(),
            System.err::println)) {
      demo.start();
      try (OrderDesk desk = new OrderDesk(demo.url(), demo.gateway(STEAM), "printer")) {
        desk.awaitReady("power-off", Duration.ofSeconds(60));
        return measure(demo, desk, load);
      }
    } finally {
      Folders.remove(data);
    }
  }

  private int measure(Demo demo, OrderDesk desk, double load) throws Exception {
    run(desk, WARM_UP);
    List<Long> device = device(demo);
    List<Long> micros = run(desk, commands);
    boolean caught = aDeviceThatHangsIsNotDone(demo, desk);
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("loadAverageBefore", Math.round(load * 100) / 100.0);
    conditions.put("gateways", 2);
    conditions.put("lookEveryMs", LOOK.toMillis());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "commands");
    line.put("p50Ms", percentile(micros, 0.5));
    line.put("p99Ms", percentile(micros, 0.99));
    line.put("sent", commands);
    line.put("done", micros.size());
    line.put("deviceP50Ms", percentile(device, 0.5));
    line.put("deviceP99Ms", percentile(device, 0.99));
    line.put("plantedFaultCaught", caught);
    line.put("seed", seed);
    line.put("conditions", conditions);
    System.out.println(new ObjectMapper().writeValueAsString(line));
    return caught && micros.size() == commands ? 0 : 1;
  }

  /// @return µs of each that was done
  private static List<Long> run(OrderDesk desk, int count) throws Exception {
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      long click = System.nanoTime();
      CloudVisitor.Answer answer =
          desk.send(i % 2 == 0 ? "power-on" : "power-off", Map.of(), VALID);
      if (answer.status() != 201) {
        say("not taken: " + answer.text());
        continue;
      }
      JsonNode ended = desk.ended(answer.body().path("id").asText(), LOOK, PATIENCE);
      if (ended.path("state").asText().equals("done")) {
        micros.add((System.nanoTime() - click) / 1_000);
      } else {
        say("not done: " + ended);
      }
    }
    return micros;
  }

  /// How long the plug takes to say how it stands, without gateway and cloud.
  private List<Long> device(Demo demo) throws Exception {
    BlockingQueue<String> answers = new ArrayBlockingQueue<>(100);
    List<Long> micros = new ArrayList<>();
    try (MqttPeer peer =
        new MqttPeer(
            demo.roomBroker(STEAM),
            "bench",
            "stat/steam-printer/POWER",
            (topic, word) -> answers.offer(word))) {
      for (int i = 0; i < commands; i++) {
        answers.clear();
        long asked = System.nanoTime();
        peer.say("cmnd/steam-printer/Power", "", 1, false);
        if (answers.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS) != null) {
          micros.add((System.nanoTime() - asked) / 1_000);
        }
      }
    }
    return micros;
  }

  /// The planted fault: a device that does not answer must never count as done.
  private static boolean aDeviceThatHangsIsNotDone(Demo demo, OrderDesk desk) throws Exception {
    demo.tellSimulator("hang steam printer");
    Thread.sleep(Duration.ofSeconds(1));
    CloudVisitor.Answer answer = desk.send("power-on", Map.of(), VALID);
    JsonNode ended =
        desk.ended(answer.body().path("id").asText(), Duration.ofMillis(100), PATIENCE);
    demo.tellSimulator("plug steam printer");
    say("a device that hangs: " + ended.path("state").asText());
    return ended.path("state").asText().equals("failed");
  }

  private static double percentile(List<Long> micros, double share) {
    if (micros.isEmpty()) {
      return -1;
    }
    List<Long> sorted = new ArrayList<>(micros);
    Collections.sort(sorted);
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index)) / 1_000.0;
  }

  private static void say(String text) {
    System.err.println("bench commands: " + text);
  }
}
