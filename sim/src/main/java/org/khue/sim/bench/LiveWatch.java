package org.khue.sim.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at a gateway's newest values in the cloud, many times a second, as somebody before a page
/// would: how long after its measurement a value is first seen, and how old is what is to be seen.
/// Both clocks are those of this machine.
final class LiveWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final Thread thread;
  private final Map<String, Instant> seen = new HashMap<>();
  private final List<Long> arrivals = new ArrayList<>();
  private final List<Long> ages = new ArrayList<>();
  private Instant begin = Instant.MAX;
  private long firstMillis = -1;
  private volatile @Nullable String failure;

  LiveWatch(BenchCloud cloud, String gateway) {
    request =
        HttpRequest.newBuilder(URI.create(cloud.httpUrl() + "/api/v1/telemetry/live/" + gateway))
            .header("Authorization", "Bearer " + BenchCloud.READ_TOKEN)
            .timeout(Duration.ofSeconds(10))
            .build();
    thread = Thread.ofVirtual().unstarted(this::run);
  }

  /// Begins to look. Each point counts from the first value on that was measured from now on; what
  /// is older and displaces it later counts with its whole age.
  synchronized void start() {
    begin = Instant.now();
    thread.start();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var answer = client.send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
          throw new IOException("the cloud answers with status " + answer.statusCode());
        }
        look(JSON.readTree(answer.body()), Instant.now());
        Thread.sleep(LOOK);
      }
    } catch (IOException e) {
      failure = e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void look(JsonNode values, Instant now) {
    if (firstMillis < 0 && !values.isEmpty() && seen.size() == values.size()) {
      firstMillis = Duration.between(begin, now).toMillis();
    }
    for (JsonNode value : values) {
      Instant at = Instant.parse(value.path("at").asText());
      String point = value.path("device").asText() + "/" + value.path("point").asText();
      Instant before = seen.get(point);
      if (before != null || !at.isBefore(begin)) {
        seen.put(point, at);
      }
      if (before != null) {
        ages.add(Duration.between(at, now).toMillis());
        if (!before.equals(at)) {
          arrivals.add(Duration.between(at, now).toMillis());
        }
      }
    }
  }

  /// What was wrong; null if nothing was.
  @Nullable String failure() {
    return failure;
  }

  /// From the measurement until the value is first seen, in ms.
  synchronized long arrival(double share) {
    return of(arrivals, share);
  }

  /// How old the values are that are to be seen, in ms.
  synchronized long age(double share) {
    return of(ages, share);
  }

  synchronized int looks() {
    return ages.size();
  }

  /// From the start until every point showed a value of its present, in ms; -1 if that never was.
  synchronized long first() {
    return firstMillis;
  }

  private static long of(List<Long> values, double share) {
    if (values.isEmpty()) {
      return -1;
    }
    List<Long> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  @Override
  public void close() {
    thread.interrupt();
    client.shutdownNow();
  }
}
