package org.khue.cloud.fleet.identity;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.GatewayCertificates.Server;

/// What an MQTT broker between gateways and cloud needs, in `gateway-broker` below the cloud's
/// data: `root.pem`, `server.pem` with `server.key`, and `revoked.pem`, the list of revoked
/// certificates. Written at the start, each night (the list and the broker's certificate end), and
/// with each revocation; the broker reads them when it is told to.
@Context
final class BrokerFiles {
  private final KnownCertificates known;
  private final AuthorityHolder authority;
  private final Path directory;
  private final boolean needed;

  BrokerFiles(
      KnownCertificates known,
      AuthorityHolder authority,
      AuthoritySettings settings,
      @Nullable @Property(name = "khue.mqtt.broker.url") String broker) {
    this.known = known;
    this.authority = authority;
    directory = settings.data().resolve("gateway-broker");
    needed = broker != null && settings.mqttUrl() != null;
  }

  @PostConstruct
  void start() {
    known.whenRevoked(this::list);
    refresh();
  }

  /// Writes everything anew, where a broker is in use.
  void refresh() {
    if (!needed) {
      if (Files.exists(directory)) {
        list();
      }
      return;
    }
    Server server = known.server();
    StringBuilder chain = new StringBuilder();
    try {
      for (X509Certificate each : server.chain()) {
        chain.append(AuthorityFiles.pem(each));
      }
      write("root.pem", AuthorityFiles.pem(known.root()), false);
      write("server.pem", chain.toString(), false);
      write("server.key", AuthorityFiles.plain(server.key()), true);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The broker's files cannot be written to " + directory + ": " + e.getMessage(), e);
    }
    list();
  }

  private synchronized void list() {
    try {
      write("revoked.pem", authority.get().revocationList(known.revokedSerials()), false);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The list of revoked certificates cannot be written to "
              + directory
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private void write(String name, String content, boolean secret) throws IOException {
    AuthorityFiles.write(directory.resolve(name), content, secret);
  }
}
