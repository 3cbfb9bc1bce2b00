package org.khue.sim.ledger;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// Tells the cloud the ledger: `PUT` with a bearer token.
public final class LedgerHttp implements LedgerSink, AutoCloseable {
  private static final String PATH = "/api/v1/telemetry/ledger";
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final URI address;
  private final Path tokenFile;

  /// @param cloud its address, such as `http://127.0.0.1:8080`; an address with a path is taken as
  ///   it is
  /// @param tokenFile read anew each time, so that it may come later or change
  public LedgerHttp(URI cloud, Path tokenFile) {
    String path = cloud.getPath();
    this.address = path == null || path.length() <= 1 ? cloud.resolve(PATH) : cloud;
    this.tokenFile = tokenFile;
  }

  @Override
  public void accept(byte[] ledger) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + Files.readString(tokenFile).strip())
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofByteArray(ledger))
            .build();
    HttpResponse<Void> response;
    try {
      response = client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (ConnectException e) {
      throw new IOException("nobody answers at " + address, e);
    }
    if (response.statusCode() / 100 != 2) {
      throw new IOException(address + " answered " + response.statusCode());
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
