package org.khue.cloud.pages;

import io.micronaut.context.annotation.Property;
import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// The cable between the demo's gateways and this cloud, which a visitor may pull out to see what
/// the gateways do meanwhile. The demo itself holds the cable; its address and token stand under
/// `khue.demo-network`.
@Singleton
final class DemoNetwork {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /// How the cable is.
  enum State {
    PLUGGED,
    UNPLUGGED,
    /// Not a demo, or the demo does not answer.
    UNKNOWN
  }

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final @Nullable URI address;
  private final @Nullable Path tokenFile;

  DemoNetwork(
      @Property(name = "khue.demo-network.url") @Nullable URI address,
      @Property(name = "khue.demo-network.token-file") @Nullable Path tokenFile) {
    this.address = address;
    this.tokenFile = tokenFile;
  }

  State state() {
    return ask("GET", HttpRequest.BodyPublishers.noBody());
  }

  /// Pulls the cable out or puts it back.
  State plug(boolean in) {
    return ask("POST", HttpRequest.BodyPublishers.ofString(in ? "on" : "off"));
  }

  private State ask(String method, HttpRequest.BodyPublisher body) {
    if (address == null || tokenFile == null) {
      return State.UNKNOWN;
    }
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(PATIENCE)
              .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
              .method(method, body)
              .build();
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      return switch (answer.body()) {
        case "on" -> State.PLUGGED;
        case "off" -> State.UNPLUGGED;
        default -> State.UNKNOWN;
      };
    } catch (IOException e) {
      return State.UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return State.UNKNOWN;
    }
  }
}
