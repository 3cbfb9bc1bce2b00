package org.khue.sim.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Readings a second from MQTT to committed rows, acknowledged end to end; then plain COPY of such
/// rows into a table of the same shape in the same PostgreSQL. Everything runs on this one machine,
/// senders included.
@Command(
    name = "ingest",
    description = "Readings a second from MQTT to PostgreSQL, next to plain COPY of the same rows.")
public final class IngestBench implements Callable<Integer> {
  private static final int DRAIN_WITHIN_SECONDS = 60;

  @Option(names = "--gateways", defaultValue = "4", description = "Senders (${DEFAULT-VALUE}).")
  private int gateways;

  @Option(
      names = "--seconds",
      defaultValue = "20",
      description = "Measured time (${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "10",
      description = "Seconds before the measured time (${DEFAULT-VALUE}).")
  private int warmUpSeconds;

  @Option(
      names = "--batch",
      defaultValue = "5000",
      description = "Readings a batch, at most 5000 (${DEFAULT-VALUE}).")
  private int batchSize;

  @Option(
      names = "--window",
      defaultValue = "4",
      description = "Batches of one gateway on the way at once (${DEFAULT-VALUE}).")
  private int window;

  @Option(names = "--seed", defaultValue = "1", description = "Of the values (${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--url",
      description = "MQTT address of a running cloud; without it one is started, and ended.")
  private @Nullable String url;

  @Option(names = "--secret", description = "With --url: the secret of gateways bench-1, bench-2 …")
  private @Nullable String secret;

  @Option(names = "--database", description = "With --url: JDBC address of the cloud's database.")
  private @Nullable String databaseUrl;

  @Option(names = "--database-user", defaultValue = "khue", description = "(${DEFAULT-VALUE}).")
  private String databaseUser = "khue";

  @Option(names = "--database-password", defaultValue = "", description = "With --database.")
  private String databasePassword = "";

  private record Measured(double perSecond, long acknowledged, double cloudCpuMicrosEach) {}

  @Override
  public Integer call() throws Exception {
    List<String> ids = IntStream.rangeClosed(1, gateways).mapToObj(i -> "bench-" + i).toList();
    if (url == null) {
      Path home = Path.of(System.getProperty("khue.home", "."));
      say("starting a cloud …");
      try (BenchCloud cloud = BenchCloud.start(home, ids)) {
        return run(cloud.mqttUrl(), ids, cloud.database(), cloud);
      }
    }
    if (secret == null || databaseUrl == null) {
      say("--url needs --secret and --database too.");
      return 2;
    }
    return run(url, ids, new BenchDatabase(databaseUrl, databaseUser, databasePassword), null);
  }

  private int run(String mqtt, List<String> ids, BenchDatabase database, @Nullable BenchCloud cloud)
      throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    long before = database.readings();
    long cursorsBefore = database.cursors();
    List<BenchGateway> senders = new ArrayList<>();
    try {
      for (String id : ids) {
        BenchGateway sender = new BenchGateway(mqtt, id, batchSize, window, seed);
        senders.add(sender);
        sender.connect(secret == null ? BenchCloud.secret(id) : secret);
      }
      Measured measured = measure(senders, cloud);
      String problem = checked(measured, before, cursorsBefore, database, senders);
      if (problem != null) {
        say("FAILED: " + problem);
        return 1;
      }
      if (cloud != null) {
        // Its own database, deleted afterwards: take one row away, and the check must notice.
        database.loseOneReading();
        if (checked(measured, before, cursorsBefore, database, senders) == null) {
          say("FAILED: one row was taken away, and the check did not notice");
          return 1;
        }
      }
      say("every acknowledged reading is in the database; now plain COPY …");
      double copy = database.copyRowsPerSecond(Math.max(5, seconds / 2));
      report(measured, copy, load, database.version(), cloud != null);
      return 0;
    } finally {
      for (BenchGateway sender : senders) {
        sender.close();
      }
    }
  }

  private Measured measure(List<BenchGateway> senders, @Nullable BenchCloud cloud)
      throws InterruptedException {
    say(
        "%d gateways, batches of %d, warming up for %d s …"
            .formatted(gateways, batchSize, warmUpSeconds));
    senders.forEach(BenchGateway::start);
    Thread.sleep(Duration.ofSeconds(warmUpSeconds));
    long first = acknowledged(senders);
    Duration cpuFirst = cloud == null ? Duration.ZERO : cloud.cpu();
    long begin = System.nanoTime();
    long last = first;
    for (int second = 1; second <= seconds && failure(senders) == null; second++) {
      Thread.sleep(Duration.ofSeconds(1));
      long now = acknowledged(senders);
      say("second %d: %,d readings".formatted(second, now - last));
      last = now;
    }
    double took = (System.nanoTime() - begin) / 1e9;
    long count = last - first;
    Duration cpu = cloud == null ? Duration.ZERO : cloud.cpu().minus(cpuFirst);
    senders.forEach(BenchGateway::stop);
    long end = System.nanoTime() + Duration.ofSeconds(DRAIN_WITHIN_SECONDS).toNanos();
    while (!senders.stream().allMatch(BenchGateway::isDrained) && System.nanoTime() < end) {
      Thread.sleep(Duration.ofMillis(50));
    }
    return new Measured(
        count / took, acknowledged(senders), count == 0 ? 0 : cpu.toNanos() / 1e3 / count);
  }

  /// What does not agree; null if all does.
  private static @Nullable String checked(
      Measured measured,
      long before,
      long cursorsBefore,
      BenchDatabase database,
      List<BenchGateway> senders)
      throws Exception {
    String failure = failure(senders);
    if (failure != null) {
      return failure;
    }
    if (!senders.stream().allMatch(BenchGateway::isDrained)) {
      return "not everything sent was acknowledged within " + DRAIN_WITHIN_SECONDS + " s";
    }
    long rows = database.readings() - before;
    long cursors = database.cursors() - cursorsBefore;
    if (rows != measured.acknowledged || cursors != measured.acknowledged) {
      return "acknowledged %,d, but the database holds %,d rows and cursors of %,d"
          .formatted(measured.acknowledged, rows, cursors);
    }
    return null;
  }

  private void report(
      Measured measured, double copy, double load, String postgres, boolean plantedFaultCaught)
      throws Exception {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("loadAverageBefore", Math.round(load * 100) / 100.0);
    conditions.put("java", Runtime.version().toString());
    conditions.put("postgres", postgres);
    conditions.put("gateways", gateways);
    conditions.put("batch", batchSize);
    conditions.put("window", window);
    conditions.put("warmUpSeconds", warmUpSeconds);
    conditions.put("seconds", seconds);
    conditions.put("checkedRows", measured.acknowledged);
    conditions.put(
        "cloudCpuMicrosPerReading", Math.round(measured.cloudCpuMicrosEach * 1000) / 1000.0);
    conditions.put("durability", "fsync=on, synchronous_commit=on, acknowledged after COMMIT");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "ingest");
    line.put("readingsPerSecond", Math.round(measured.perSecond));
    line.put("copyRowsPerSecond", Math.round(copy));
    line.put("ratio", Math.round(measured.perSecond / copy * 1000) / 1000.0);
    line.put("plantedFaultCaught", plantedFaultCaught);
    line.put("seed", seed);
    line.put("conditions", conditions);
    System.out.println(new ObjectMapper().writeValueAsString(line));
  }

  private static long acknowledged(List<BenchGateway> senders) {
    return senders.stream().mapToLong(BenchGateway::acknowledged).sum();
  }

  private static @Nullable String failure(List<BenchGateway> senders) {
    for (BenchGateway sender : senders) {
      String failure = sender.failure();
      if (failure != null) {
        return failure;
      }
    }
    return null;
  }

  private static void say(String text) {
    System.err.println("bench ingest: " + text);
  }
}
