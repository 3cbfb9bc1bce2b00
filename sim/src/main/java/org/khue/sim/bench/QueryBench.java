package org.khue.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.khue.sim.demo.CloudVisitor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Months of one point drawn at full detail: how long the cloud takes to answer over HTTP with the
/// true lowest and highest value of each column, next to plain SQL over the readings themselves,
/// and whether both say the same. First a changed minute has to be found out.
@Command(
    name = "query",
    description = "90 days of one point, a reading a second, as a chart of 1,000 columns.")
public final class QueryBench implements Callable<Integer> {
  private static final String GATEWAY = "bench-query";
  private static final int WARM_UP = 5;

  @Option(names = "--days", defaultValue = "90", description = "Of history (${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--columns",
      defaultValue = "1000",
      description = "Of the chart (${DEFAULT-VALUE}).")
  private int columns;

  @Option(names = "--asks", defaultValue = "30", description = "Measured (${DEFAULT-VALUE}).")
  private int asks;

  @Option(
      names = "--others",
      defaultValue = "9",
      description =
          "Further points with minutes and hours as long, for the second half: so many times more"
              + " history beside the one that is drawn (${DEFAULT-VALUE}).")
  private int others;

  @Option(names = "--seed", defaultValue = "1", description = "Of the values (${DEFAULT-VALUE}).")
  private long seed;

  private record Times(double firstMillis, double p50Millis, double p95Millis) {}

  @Override
  public Integer call() throws Exception {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    Path home = Path.of(System.getProperty("khue.home", "."));
    say("starting a cloud …");
    try (BenchCloud cloud =
        BenchCloud.start(
            home, List.of(GATEWAY), List.of("-Dkhue.demo=true", "-Dkhue.demo-people=false"))) {
      Instant from =
          Instant.now()
              .truncatedTo(ChronoUnit.HOURS)
              .minus(days, ChronoUnit.DAYS)
              .minusSeconds(3_600);
      HistoryLoad history = new HistoryLoad(cloud, GATEWAY, cloud.database(), from, days);
      say("%,d readings …".formatted(days * 86_400L));
      history.introduce();
      double rolledSeconds = history.load(seed);
      try (CloudVisitor visitor = new CloudVisitor(URI.create(cloud.httpUrl()), "city-oversight")) {
        return measure(history, visitor, load, rolledSeconds);
      }
    }
  }

  private int measure(HistoryLoad history, CloudVisitor visitor, double load, double rolledSeconds)
      throws Exception {
    String path =
        "/api/v1/telemetry/gateways/%s/devices/%s/points/%s/chart?from=%s&to=%s&columns=%d"
            .formatted(
                GATEWAY,
                HistoryLoad.DEVICE,
                HistoryLoad.POINT,
                history.from(),
                history.to(),
                columns);
    history.plant(true);
    boolean caught = check(history, chart(visitor, path)) != null;
    history.plant(false);
    if (!caught) {
      say("FAILED: one minute was changed, and the check did not notice");
      return 1;
    }
    Times alone = times(visitor, path);
    JsonNode answer = chart(visitor, path);
    long began = System.nanoTime();
    String fault = check(history, answer);
    double referenceMillis = (System.nanoTime() - began) / 1e6;
    if (fault != null) {
      say("FAILED: " + fault);
      return 1;
    }
    say("both say the same; now with %d further points …".formatted(others));
    history.more(others);
    Times among = times(visitor, path);
    fault = check(history, chart(visitor, path));
    if (fault != null) {
      say("FAILED: " + fault);
      return 1;
    }
    report(history, answer, alone, among, referenceMillis, load, rolledSeconds);
    return 0;
  }

  private static JsonNode chart(CloudVisitor visitor, String path)
      throws IOException, InterruptedException {
    CloudVisitor.Answer answer = visitor.get(path);
    if (answer.status() != 200) {
      throw new IOException("the chart was answered " + answer.status() + ": " + answer.text());
    }
    return answer.body();
  }

  private Times times(CloudVisitor visitor, String path) throws IOException, InterruptedException {
    double first = 0;
    double[] millis = new double[asks];
    for (int i = -WARM_UP; i < asks; i++) {
      long began = System.nanoTime();
      JsonNode answer = chart(visitor, path);
      double took = (System.nanoTime() - began) / 1e6;
      if (answer.path("t").isEmpty()) {
        throw new IOException("the chart is empty");
      }
      if (i == -WARM_UP) {
        first = took;
      } else if (i >= 0) {
        millis[i] = took;
      }
    }
    Arrays.sort(millis);
    return new Times(first, millis[asks / 2], millis[Math.min(asks - 1, asks * 95 / 100)]);
  }

  /// What does not agree with the readings; null if all does.
  private static @Nullable String check(HistoryLoad history, JsonNode chart) throws SQLException {
    Instant first = Instant.parse(chart.path("from").asText());
    List<HistoryLoad.Found> right =
        history.bySql(first, Duration.parse(chart.path("step").asText()));
    JsonNode t = chart.path("t");
    if (t.size() != right.size()) {
      return "%d columns, and %d in the readings".formatted(t.size(), right.size());
    }
    for (int i = 0; i < right.size(); i++) {
      HistoryLoad.Found one = right.get(i);
      double mean = chart.path("mean").path(i).asDouble();
      if (t.path(i).asLong() != one.startMillis()
          || chart.path("count").path(i).asLong() != one.count()
          || chart.path("min").path(i).asDouble() != one.min()
          || chart.path("max").path(i).asDouble() != one.max()
          || Math.abs(mean - one.mean()) > 1e-9 * Math.abs(one.mean())) {
        return "column %d: %s, %s, %s, %s instead of %s"
            .formatted(
                i,
                chart.path("count").path(i),
                chart.path("min").path(i),
                chart.path("max").path(i),
                mean,
                one);
      }
    }
    return null;
  }

  private void report(
      HistoryLoad history,
      JsonNode answer,
      Times alone,
      Times among,
      double referenceMillis,
      double load,
      double rolledSeconds)
      throws Exception {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("cores", Runtime.getRuntime().availableProcessors());
    conditions.put("loadAverageBefore", Math.round(load * 100) / 100.0);
    conditions.put("java", Runtime.version().toString());
    conditions.put("postgres", history.database().version());
    conditions.put("days", days);
    conditions.put("asks", asks);
    conditions.put("others", others);
    conditions.put("checked", "each column against plain SQL over the readings");
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("bench", "query");
    line.put("p50Ms", tenths(alone.p50Millis));
    line.put("p95Ms", tenths(alone.p95Millis));
    line.put("firstMs", tenths(alone.firstMillis));
    line.put("rows", history.database().count("SELECT count(*) FROM telemetry.reading"));
    line.put("columns", answer.path("t").size());
    line.put("level", answer.path("level").asText());
    line.put("referenceMs", tenths(referenceMillis));
    line.put("amongOthersP50Ms", tenths(among.p50Millis));
    line.put("amongOthersP95Ms", tenths(among.p95Millis));
    line.put(
        "rolledReadingsPerSecond", Math.round(days * 86_400L / Math.max(0.001, rolledSeconds)));
    line.put("plantedFaultCaught", true);
    line.put("seed", seed);
    line.put("conditions", conditions);
    System.out.println(new ObjectMapper().writeValueAsString(line));
  }

  private static double tenths(double millis) {
    return Math.round(millis * 10) / 10.0;
  }

  private static void say(String text) {
    System.err.println("bench query: " + text);
  }
}
