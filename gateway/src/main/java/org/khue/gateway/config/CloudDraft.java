package org.khue.gateway.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import org.khue.gateway.config.GatewayConfig.Cloud;
import org.khue.gateway.config.GatewayConfig.Endpoint;
import org.khue.gateway.uplink.UplinkWay;

/// The block `cloud` as it was written: either `url`, for a gateway with a certificate, or `mqtt`
/// with a secret, on this machine only.
///
/// @param directory what relative paths start from
record CloudDraft(Node cloud, Path directory) {
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "::1");

  void check(Problems problems) {
    boolean byUrl = cloud.text("url") != null;
    boolean bySecret = cloud.text("mqtt") != null || cloud.text("secret-file") != null;
    if (byUrl && bySecret) {
      problems.add(
          cloud.file(),
          "/cloud",
          "'url' and 'mqtt' exclude each other: keep url for a gateway with a certificate");
    } else if (!byUrl && !bySecret) {
      problems.add(
          cloud.file(), "/cloud", "'url' is missing (the cloud's HTTPS address, from the sticker)");
    } else if (bySecret) {
      needs("mqtt", "the cloud's MQTT endpoint on this machine", problems);
      needs("secret-file", "a file whose first line is the gateway's password", problems);
      secret(problems);
      needsUrl("uplink", problems);
    } else if (cloud.text("claim-code") != null) {
      needs("ca", "the fingerprint of the sticker, without which no code is sent", problems);
    }
  }

  private void needs(String key, String what, Problems problems) {
    if (cloud.text(key) == null) {
      problems.add(cloud.file(), "/cloud", "'" + key + "' is missing (" + what + ")");
    }
  }

  private void needsUrl(String key, Problems problems) {
    if (cloud.text(key) != null) {
      problems.add(
          cloud.file(),
          "/cloud/" + key,
          "'" + key + "' belongs to a gateway with a certificate: use url, or leave it out");
    }
  }

  private void secret(Problems problems) {
    Endpoint mqtt = GatewayDraft.endpoint(cloud, "mqtt", "", problems);
    if (mqtt != null && !THIS_MACHINE.contains(mqtt.host())) {
      problems.add(
          cloud.file(),
          "/cloud/mqtt",
          "tcp:// is not encrypted and carries a password, so it may only lead to this machine"
              + " (127.0.0.1), not "
              + mqtt.host()
              + ": claim this gateway and use url instead (docs/how-to/claim-a-gateway.md)");
    }
    String secret = cloud.text("secret-file");
    if (secret != null) {
      Path file = directory.resolve(secret);
      try (BufferedReader reader = Files.newBufferedReader(file)) {
        String line = reader.readLine();
        if (line == null || line.isBlank()) {
          problems.add(
              cloud.file(),
              "/cloud/secret-file",
              file + " is empty: its first line is the password");
        }
      } catch (IOException e) {
        problems.add(
            cloud.file(),
            "/cloud/secret-file",
            file + " cannot be read: put the gateway's password into it, one line");
      }
    }
  }

  Cloud build() {
    String url = cloud.text("url");
    if (url == null) {
      Path secret = directory.resolve(GatewayDraft.textOr(cloud, "secret-file", ""));
      return new Cloud.WithSecret(
          URI.create(GatewayDraft.textOr(cloud, "mqtt", "")),
          secret.toAbsolutePath().normalize(),
          cloud.text("ca"));
    }
    String plain = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return new Cloud.WithCertificate(
        URI.create(plain),
        cloud.text("ca"),
        cloud.text("claim-code"),
        UplinkWay.Choice.valueOf(
            GatewayDraft.textOr(cloud, "uplink", "auto").toUpperCase(Locale.ROOT)));
  }
}
