package org.khue.cloud.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;
import org.khue.cloud.platform.db.TestDatabase;
import org.slf4j.LoggerFactory;

/// Whatever people type or ask for, the log does not repeat it.
class SilentLogTest {
  private static final String NAME = "Nguyen-Van-Bi-Mat";
  private static final String NUMBER = "001209012345";

  @Test
  void noFormAddressHeaderOrFaultPutsPersonalDataIntoTheLog() throws Exception {
    ListAppender<ILoggingEvent> seen = new ListAppender<>();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    seen.start();
    root.addAppender(seen);
    Map<String, Object> settings = new HashMap<>(TestDatabase.create());
    settings.put("khue.demo", true);
    settings.put("khue.test.things", true);
    settings.put("khue.access-log", true);
    try (TestCloud cloud = TestCloud.start(settings);
        Reader reader = Reader.in(cloud, "principal")) {
      reader.get("/rooms/" + NAME + "?q=" + NUMBER);
      reader.get("/no/such/" + NAME);
      reader.post("/login", "role=" + NAME + "&password=" + NUMBER);
      for (String rest : List.of("/" + NUMBER, "?cursor=" + NAME + "&limit=" + NUMBER, "/bug")) {
        reader.send(reader.request("/api/v1/test-things" + rest).GET());
      }
      for (String state : List.of("23505", "42601", "22P02", "08006")) {
        post(reader, "/api/v1/test-things/database/" + state, "");
      }
      post(
          reader, "/api/v1/test-things", "{\"name\":\"" + NAME + "\",\"born\":\"" + NUMBER + "\"}");
      post(reader, "/api/v1/test-things", "{\"name\":" + NAME);
      reader.send(
          reader
              .request("/")
              .header("Authorization", "Bearer " + NUMBER)
              .header("X-N", NAME)
              .GET());
    } finally {
      root.detachAppender(seen);
    }
    List<String> lines = new ArrayList<>();
    for (ILoggingEvent event : List.copyOf(seen.list)) {
      lines.add(
          event.getFormattedMessage()
              + (event.getThrowableProxy() == null
                  ? ""
                  : ThrowableProxyUtil.asString(event.getThrowableProxy())));
    }
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("GET /api/v1/test-things/{id} 400")),
        String.join("\n", lines));
    for (String line : lines) {
      assertFalse(line.contains(NAME) || line.contains(NUMBER) || line.contains("Bí Mật"), line);
    }
  }

  private static void post(Reader reader, String path, String body) {
    reader.send(
        reader
            .request(path)
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aLineOfTheStructuredLogIsOneJsonObject() throws Exception {
    LoggerContext context = new LoggerContext();
    context.setMDCAdapter(new LogbackMDCAdapter()); // as SLF4J does for the one it finds
    context.putProperty("KHUE_LOG", "json");
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try {
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(
          Objects.requireNonNull(SilentLogTest.class.getResource("/logback.xml")));
      Logger logger = context.getLogger("test");
      logger.setLevel(Level.INFO);
      logger.info("a message\nof two lines");
    } finally {
      context.stop();
      System.setErr(before);
    }
    String line = written.toString(StandardCharsets.UTF_8).strip();
    assertEquals(1, line.lines().count(), line);
    var json = new ObjectMapper().readTree(line);
    assertEquals("INFO", json.get("level").asText());
    assertEquals("a message\nof two lines", json.get("message").asText());
    assertTrue(json.get("at").asText().endsWith("Z"), line);
  }

  @Test
  void figuresAreForWhoHoldsTheirTokenAndHealthIsForAll() throws Exception {
    try (TestCloud cloud = TestCloud.start(TestDatabase.create());
        Reader stranger = new Reader(cloud)) {
      assertEquals(401, stranger.get("/api/v1/metrics").statusCode());
      HttpResponse<String> figures =
          stranger.send(
              stranger
                  .request("/api/v1/metrics")
                  .header("Authorization", "Bearer " + TestCloud.METRICS_TOKEN)
                  .GET());
      assertEquals(200, figures.statusCode());
      assertTrue(figures.body().contains("jvm_memory_used_bytes"), figures.body());
      HttpResponse<String> health = stranger.get("/health");
      assertEquals(200, health.statusCode(), health.body());
      assertFalse(health.body().contains("jdbc"), health.body());
      assertTrue(stranger.get("/prometheus").statusCode() != 200);
    }
  }
}
