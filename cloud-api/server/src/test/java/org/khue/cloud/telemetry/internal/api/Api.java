package org.khue.cloud.telemetry.internal.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.khue.cloud.TestCloud;

/// The REST API from outside.
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final HttpClient client = HttpClient.newHttpClient();
  private final TestCloud cloud;

  Api(TestCloud cloud) {
    this.cloud = cloud;
  }

  JsonNode summary() throws Exception {
    return JSON.readTree(get("/api/v1/telemetry/summary", "Bearer " + TestCloud.READ_TOKEN, 200));
  }

  byte[] get(String path, String authorization, int status) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(cloud.uri(path));
    return send(request.GET(), authorization, status);
  }

  JsonNode putLedger(String json, int status) throws Exception {
    return JSON.readTree(
        send(
            HttpRequest.newBuilder(cloud.uri("/api/v1/telemetry/ledger"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json)),
            "Bearer " + TestCloud.LEDGER_TOKEN,
            status));
  }

  byte[] postBatch(String gateway, String authorization, byte[] bytes, int status)
      throws Exception {
    return send(
        HttpRequest.newBuilder(cloud.uri("/api/v1/gateways/" + gateway + "/batches"))
            .header("Content-Type", "application/cbor")
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)),
        authorization,
        status);
  }

  private byte[] send(HttpRequest.Builder request, String authorization, int status)
      throws Exception {
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    HttpResponse<byte[]> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    assertEquals(status, response.statusCode(), () -> new String(response.body()));
    if (status >= 400) {
      assertEquals(
          "application/problem+json",
          response.headers().firstValue("Content-Type").orElse("").split(";")[0]);
    }
    return response.body();
  }
}
