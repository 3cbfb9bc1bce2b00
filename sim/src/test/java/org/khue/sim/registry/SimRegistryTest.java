package org.khue.sim.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimRegistryTest {

  private static HttpResponse<String> ask(SimRegistry registry, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + registry.port() + "/v1/persons/check"))
            .timeout(Duration.ofSeconds(10))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"number\":\"079313123456\",\"birthDate\":\"2013-03-14\",\"sex\":\"female\"} | {\"result\":\"MATCH\"}",
        "{\"number\":\"079313123456\"} | {\"result\":\"MATCH\"}",
        "{\"number\":\"079313123000\"} | {\"result\":\"NOT_FOUND\"}",
        "{\"number\":\"12\"} | {\"result\":\"NOT_FOUND\"}",
        "{} | {\"result\":\"NOT_FOUND\"}"
      })
  void looksAtTheDigits(String question, String answer) throws Exception {
    try (SimRegistry registry = SimRegistry.start(0, SimRegistry.Behaviour.PLAIN)) {
      assertEquals(answer, ask(registry, question).body());
    }
  }

  @Test
  void namesTheFieldsThatDiffer() throws Exception {
    try (SimRegistry registry = SimRegistry.start(0, SimRegistry.Behaviour.PLAIN)) {
      String question =
          "{\"number\":\"079313123001\",\"birthDate\":\"2012-03-14\",\"sex\":\"male\"}";
      String body = ask(registry, question).body();
      assertEquals(true, body.contains("[\"name\",\"birthDate\",\"sex\"]"), body);
    }
  }

  @Test
  void failsAsItIsToldAndAsksForItsToken() throws Exception {
    SimRegistry.Behaviour behaviour = new SimRegistry.Behaviour("secret", Duration.ZERO, 2);
    try (SimRegistry registry = SimRegistry.start(0, behaviour)) {
      String question = "{\"number\":\"079313123456\"}";
      assertEquals(401, ask(registry, question).statusCode());
      String[] token = {"Authorization", "Bearer secret"};
      assertEquals(
          List.of(503, 200, 503),
          List.of(
              ask(registry, question, token).statusCode(),
              ask(registry, question, token).statusCode(),
              ask(registry, question, token).statusCode()));
    }
  }

  @Test
  void aQuestionThatIsNoJsonIsRefused() throws Exception {
    try (SimRegistry registry = SimRegistry.start(0, SimRegistry.Behaviour.PLAIN)) {
      assertEquals(400, ask(registry, "<html>").statusCode());
      assertEquals(400, ask(registry, "").statusCode());
    }
  }
}
