package org.khue.cloud.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;

/// The alerts and the dashboard speak of figures that the cloud really gives.
class OperationsFilesTest {
  private static final Path OPERATIONS = Path.of("../operations");
  private static final Path RUNBOOKS = Path.of("../../docs/runbooks");
  private static final Pattern FIGURE =
      Pattern.compile("\\b(khue|jvm|process|http_server|system)_[a-z_]+\\b");
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static String scrape() {
    try (Reader reader = new Reader(cloud)) {
      reader.send(reader.request("/health").GET());
      return reader
          .send(
              reader
                  .request("/api/v1/metrics")
                  .header("Accept", "*/*")
                  .header("Authorization", "Bearer " + TestCloud.METRICS_TOKEN)
                  .GET())
          .body();
    }
  }

  private static Set<String> given() {
    return scrape()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[{ ]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> named(String text) {
    Set<String> named = new TreeSet<>();
    for (Matcher matcher = FIGURE.matcher(text); matcher.find(); ) {
      named.add(matcher.group());
    }
    return named;
  }

  @Test
  void everyFigureOfTheAlertsIsGiven() throws IOException {
    Set<String> named = named(Files.readString(OPERATIONS.resolve("prometheus/khue-alerts.yml")));
    assertTrue(named.size() > 10, () -> "hardly any figures: " + named);
    named.removeAll(given());
    assertEquals(Set.of(), named, "named in an alert, not given by the cloud");
  }

  @Test
  void everyFigureOfTheDashboardIsGiven() throws IOException {
    JsonNode panels =
        new ObjectMapper()
            .readTree(Files.readString(OPERATIONS.resolve("grafana/khue-cloud.json")))
            .path("panels");
    Set<String> named = new TreeSet<>();
    for (JsonNode panel : panels) {
      panel.path("targets").forEach(target -> named.addAll(named(target.path("expr").asText())));
    }
    assertTrue(named.size() > 15, () -> "hardly any figures: " + named);
    // Of a histogram that may be switched off; the same panel then shows the slowest.
    named.remove("http_server_requests_seconds_bucket");
    named.removeAll(given());
    assertEquals(Set.of(), named, "named in the dashboard, not given by the cloud");
  }

  @Test
  void everyAlertHasItsRunbookAndEveryRunbookIsReached() throws IOException {
    Set<String> named = new TreeSet<>();
    Pattern runbook = Pattern.compile("runbook: (\\S+\\.md)");
    String alerts = Files.readString(OPERATIONS.resolve("prometheus/khue-alerts.yml"));
    for (Matcher matcher = runbook.matcher(alerts); matcher.find(); ) {
      named.add(matcher.group(1));
    }
    try (var files = Files.list(RUNBOOKS)) {
      assertEquals(
          named,
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> !name.equals("README.md"))
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void noFigureNamesAGatewayOrAPerson() {
    String scrape = scrape();
    assertTrue(scrape.contains("khue_gateways_known"), scrape);
    assertFalse(scrape.contains("gw-1"), scrape);
  }

  @Test
  void prometheusTakesTheRulesAndTheyRaiseWhatTheyShould() throws Exception {
    Path folder = OPERATIONS.resolve("prometheus");
    promtool(folder, "check", "rules", "khue-alerts.yml");
    promtool(folder, "test", "rules", "khue-alerts-test.yml");
  }

  private static void promtool(Path folder, String... arguments) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/promtool")),
        "needs promtool: apt-get install prometheus");
    List<String> command = new ArrayList<>(List.of("/usr/bin/promtool"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "promtool does not end");
    assertEquals(0, process.exitValue(), output);
  }
}
