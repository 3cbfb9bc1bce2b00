package org.khue.gateway.identity;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Writes a claimed gateway's identity for tests of other packages.
public final class TestIdentity {
  private TestIdentity() {}

  /// @return the gateway's keys
  public static KeyPair write(
      Path data, String gateway, FakeAuthority authority, X509Certificate courier)
      throws IOException {
    KeyPair keys = FakeAuthority.keys();
    Instant now = Instant.now();
    X509Certificate own = authority.sign(gateway, keys.getPublic(), now, Duration.ofDays(90));
    new IdentityFiles(data)
        .save(
            new Identity(
                gateway,
                URI.create("https://cloud.example"),
                "ssl://cloud.example:8883",
                now,
                keys.getPrivate(),
                List.of(own, authority.root),
                null,
                List.of(courier, authority.root)));
    return keys;
  }

  public static String pem(X509Certificate... chain) {
    return Pem.of(List.of(chain));
  }
}
