package org.khue.sim.demo;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/// What the cloud says it has, as `GET /api/v1/telemetry/summary` answers.
///
/// @param lost samples that the simulator sent and that the cloud will never have
/// @param duplicates samples that it has twice
/// @param pending sent and still on their way
/// @param unanswered polls that a device did not answer in time
/// @param inFlightAtKill samples that a killed gateway had not yet put on its disk
@JsonIgnoreProperties(ignoreUnknown = true)
public record Summary(
    long readings,
    double readingsPerSecond,
    long events,
    long gateways,
    long devices,
    long lost,
    long duplicates,
    long pending,
    long unanswered,
    long inFlightAtKill,
    long comparedDevices) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Asks a cloud for its summary.
  public static final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final HttpRequest request;

    public Client(URI cloud, String token) {
      request =
          HttpRequest.newBuilder(cloud.resolve("/api/v1/telemetry/summary"))
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + token)
              .build();
    }

    /// @return empty while the cloud does not answer
    public Optional<Summary> get() throws InterruptedException {
      try {
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        return response.statusCode() == 200
            ? Optional.of(JSON.readValue(response.body(), Summary.class))
            : Optional.empty();
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
