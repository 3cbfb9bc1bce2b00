package org.khue.cloud.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.cloud.TestCloud;
import org.khue.cloud.pages.Reader;

/// What strangers learn of the program's state: that it is up, and nothing more.
class HealthTest {
  private static TestCloud cloud;

  @BeforeAll
  static void start() {
    cloud = TestCloud.start();
  }

  @AfterAll
  static void stop() {
    cloud.close();
  }

  private static HttpResponse<String> get(String path, String bearer) {
    try (Reader reader = new Reader(cloud)) {
      return reader.send(
          reader
              .request(path)
              .header("Accept", "*/*")
              .header("Authorization", "Bearer " + bearer)
              .GET());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health", "/health/liveness", "/health/readiness"})
  void everybodySeesUpWithoutDetails(String path) {
    HttpResponse<String> answer = get(path, "none");
    assertEquals(200, answer.statusCode());
    assertEquals("{\"status\":\"UP\"}", answer.body());
  }

  @Test
  void figuresAreForTheirTokenAlone() {
    assertEquals(401, get("/api/v1/metrics", "guessed").statusCode());
    assertEquals(401, get("/api/v1/metrics", TestCloud.READ_TOKEN).statusCode());
    HttpResponse<String> answer = get("/api/v1/metrics", TestCloud.METRICS_TOKEN);
    assertEquals(200, answer.statusCode());
    assertTrue(answer.body().contains("jvm_memory_used_bytes"), answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/env", "/beans", "/loggers", "/metrics", "/routes", "/refresh", "/threaddump"})
  void noOtherEndpointOfTheFrameworkIsThere(String path) {
    assertEquals(401, get(path, "none").statusCode());
    try (Reader reader = new Reader(cloud)) {
      assertEquals(303, reader.get(path).statusCode());
    }
  }
}
