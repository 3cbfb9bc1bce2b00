package org.khue.sim.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/// Makes claim codes as the demo school's IT officer does.
final class ClaimDesk implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// The code under which the demo's school stands in the directory.
  private static final String SCHOOL = "SK-THCS-01";

  private final HttpClient http =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .connectTimeout(PATIENCE)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final URI cloud;
  private final String school;

  /// What a sticker says.
  record Sticker(String code, String authority) {
    /// Without the code.
    @Override
    public String toString() {
      return "Sticker[" + authority + "]";
    }
  }

  /// Enters the cloud.
  ClaimDesk(URI cloud) throws IOException, InterruptedException {
    this.cloud = cloud;
    post("/login", "application/x-www-form-urlencoded", "role=it-officer", 303);
    JsonNode found = JSON.readTree(send(request("/api/v1/units?q=" + SCHOOL).GET(), 200));
    school = found.path("items").path(0).path("id").asText();
  }

  Sticker make(String gateway) throws IOException, InterruptedException {
    String wanted = JSON.writeValueAsString(Map.of("gateway", gateway, "unit", school));
    JsonNode made = JSON.readTree(post("/api/v1/gateway-claims", "application/json", wanted, 201));
    return new Sticker(made.path("code").asText(), made.path("authority").asText());
  }

  void revoke(String gateway) throws IOException, InterruptedException {
    String path = "/api/v1/gateways/" + gateway + "/revocation";
    post(path, "application/json", "{\"reason\": \"demo\"}", 204);
  }

  private String post(String path, String type, String body, int expected)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", type)
            .header("Origin", cloud.toString())
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        expected);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(cloud.resolve(path))
        .timeout(PATIENCE)
        .header("Accept", "application/json, text/html");
  }

  private String send(HttpRequest.Builder request, int expected)
      throws IOException, InterruptedException {
    HttpRequest built = request.build();
    HttpResponse<String> answer = http.send(built, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != expected) {
      throw new IOException(
          "%s answered %d instead of %d: %s"
              .formatted(built.uri(), answer.statusCode(), expected, answer.body()));
    }
    return answer.body();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
