package org.khue.cloud.platform.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.platform.db.TestDatabase;

/// The whole REST surface, from its description. Longer with `-Dfuzz.seconds=600`, otherwise with
/// `-Dfuzz.seed=7`.
class FuzzTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20261124);
  private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 15));
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    settings.put("khue.test.things", true);
    cloud = TestCloud.start(settings);
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  @Test
  void noRequestMakesTheServerFailOrTellOfItsInside() throws Exception {
    Map<String, Object> document = cloud.bean(ApiDescription.class).document();
    List<Fuzzer.Operation> operations = Fuzzer.operations(document);
    assertTrue(operations.size() >= 8, operations.toString());
    try (Fuzzer fuzzer = new Fuzzer(cloud, SEED, document)) {
      long end = System.nanoTime() + TIME.toNanos();
      int rounds = 0;
      while (System.nanoTime() < end || rounds < 10) {
        for (Fuzzer.Operation operation : operations) {
          fuzzer.once(operation);
        }
        rounds++;
      }
      System.out.println(
          "fuzz: "
              + fuzzer.sent()
              + " requests to "
              + operations.size()
              + " routes, seed "
              + SEED
              + ", answers "
              + fuzzer.statuses());
      assertEquals(Set.of(), fuzzer.faults());
      assertTrue(fuzzer.statuses().keySet().stream().anyMatch(status -> status.startsWith("2")));
      assertTrue(fuzzer.statuses().containsKey("422"), fuzzer.statuses().toString());
    }
  }

  @Test
  void aPlantedFaultIsFound() throws Exception {
    Map<String, Object> document = cloud.bean(ApiDescription.class).document();
    try (Fuzzer fuzzer = new Fuzzer(cloud, SEED, document)) {
      for (String path : List.of("bug", "bare", "slow", "sound")) {
        for (int i = 0; i < 3; i++) {
          fuzzer.once(new Fuzzer.Operation("get", "/api/v1/test-things/" + path, Map.of()));
        }
      }
      Set<String> found = new TreeSet<>();
      fuzzer
          .faults()
          .forEach(
              fault -> found.add(fault.replaceAll("(?s)^get /api/v1/test-things/(\\w+):.*", "$1")));
      assertEquals(Set.of("bug", "bare", "slow"), found, fuzzer.faults().toString());
    }
  }
}
