package org.khue.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.khue.sim.demo.Folders;
import org.khue.sim.demo.Parts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A gateway that was without internet for a day catches up, next to live readings: how quickly,
/// and how old the live values are meanwhile for somebody who looks at the cloud. Then plain COPY
/// of such rows in the same PostgreSQL. First a gateway that leaves out some readings has to be
/// found out.
@Command(
    name = "drain",
    description = "A day's backlog of a gateway, drained next to live readings.")
public final class DrainBench implements Callable<Integer> {
  private static final String GATEWAY = "bench-drain";
  private static final long PLANTED = 20_000;

  @Option(
      names = "--readings",
      defaultValue = "864000",
      description = "The backlog: 24 h of ten a second (${DEFAULT-VALUE}).")
  private long readings;

  @Option(names = "--rate", defaultValue = "100", description = "Live a second (${DEFAULT-VALUE}).")
  private int rate;

  private final Parts parts = Parts.ofSystemProperties();

  private record Drained(
      double readPerSecond,
      double perSecond,
      long liveAfterMillis,
      long liveP50Millis,
      long liveP99Millis,
      long shownAgeP99Millis,
      int looks,
      long lost,
      long duplicates,
      double copyPerSecond,
      String postgres) {}

  @Override
  public Integer call() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    say("a gateway that leaves out some readings …");
    Drained planted = run(PLANTED, "drop");
    boolean caught = planted.lost > 0;
    if (!caught) {
      say("FAILED: readings were left out, and the check did not notice");
    }
    say("%,d readings …".formatted(readings));
    Drained drained = run(readings, "");
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("loadAverageBefore", Math.round(load * 100) / 100.0);
    conditions.put("java", Runtime.version().toString());
    conditions.put("postgres", drained.postgres);
    conditions.put("readings", readings);
    conditions.put("livePerSecond", rate);
    conditions.put("looks", drained.looks);
    conditions.put("durability", "fsync=on, synchronous_commit=on, acknowledged after COMMIT");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "drain");
    line.put("drainPerSecond", Math.round(drained.perSecond));
    line.put("liveAfterMs", drained.liveAfterMillis);
    line.put("liveP50Ms", drained.liveP50Millis);
    line.put("liveP99Ms", drained.liveP99Millis);
    line.put("shownAgeP99Ms", drained.shownAgeP99Millis);
    line.put("lost", drained.lost);
    line.put("duplicates", drained.duplicates);
    line.put("journalReadPerSecond", Math.round(drained.readPerSecond));
    line.put("copyRowsPerSecond", Math.round(drained.copyPerSecond));
    line.put("plantedFaultCaught", caught);
    line.put("conditions", conditions);
    System.out.println(new ObjectMapper().writeValueAsString(line));
    return caught && drained.lost == 0 && drained.duplicates == 0 ? 0 : 1;
  }

  private Drained run(long count, String plant) throws Exception {
    Path directory = Files.createTempDirectory("khue-bench-");
    List<String> gateway =
        List.of(
            "--dir",
            directory.toString(),
            "--gateway",
            GATEWAY,
            "--secret",
            BenchCloud.secret(GATEWAY),
            "--readings",
            Long.toString(count),
            "--rate",
            Integer.toString(rate),
            "--plant",
            plant,
            "--mqtt");
    try (BenchCloud cloud = BenchCloud.start(parts.home(), List.of(GATEWAY));
        GatewaySide draining =
            new GatewaySide(
                parts.home(), "org.khue.gateway.DrainRun", with(gateway, cloud.mqttUrl()));
        LiveWatch watch = new LiveWatch(cloud, GATEWAY)) {
      List<String> filled = draining.await("FILLED");
      say("%,d readings written in %s s; draining …".formatted(count, filled.getFirst()));
      watch.start();
      draining.goOn();
      double seconds = Double.parseDouble(draining.await("DRAINED").getFirst());
      long after = watch.first();
      long p50 = watch.arrival(0.5);
      long p99 = watch.arrival(0.99);
      long age = watch.age(0.99);
      int looks = watch.looks();
      draining.goOn();
      long sent = Long.parseLong(draining.await("DONE").getFirst());
      if (watch.failure() != null) {
        throw new IllegalStateException("the live values could not be read: " + watch.failure());
      }
      BenchDatabase database = cloud.database();
      long rows = database.readings();
      long different = database.differentReadings();
      say("drained in %.1f s, %,d rows of %,d".formatted(seconds, rows, sent));
      draining.goOn();
      return new Drained(
          Double.parseDouble(filled.getLast()),
          count / seconds,
          after,
          p50,
          p99,
          age,
          looks,
          sent - different,
          rows - different,
          plant.isEmpty() ? database.copyRowsPerSecond(5) : 0,
          database.version());
    } finally {
      Folders.remove(directory);
    }
  }

  private static List<String> with(List<String> arguments, String last) {
    List<String> all = new ArrayList<>(arguments);
    all.add(last);
    return all;
  }

  private static void say(String text) {
    System.err.println("bench drain: " + text);
  }
}
