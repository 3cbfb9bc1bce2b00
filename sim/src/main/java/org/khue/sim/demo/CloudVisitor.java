package org.khue.sim.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// Somebody who has entered a demo's cloud in one of its roles.
public final class CloudVisitor implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(PATIENCE)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final URI cloud;

  /// @param body missing where the answer is no JSON
  /// @param text as it came
  public record Answer(int status, JsonNode body, String text) {}

  /// Enters.
  ///
  /// @param role such as `lab-technician`
  public CloudVisitor(URI cloud, String role) throws IOException, InterruptedException {
    this.cloud = cloud;
    Answer entered = post("/login", "application/x-www-form-urlencoded", "role=" + role);
    if (entered.status() != 303) {
      throw new IOException("entering as " + role + " answered " + entered.status());
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Answer postJson(String path, Object body) throws IOException, InterruptedException {
    return post(path, "application/json", JSON.writeValueAsString(body));
  }

  public Answer putJson(String path, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Origin", cloud.toString())
            .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  private Answer post(String path, String type, String body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Origin", cloud.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(cloud.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json, text/html");
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), json(answer.body()), answer.body());
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
