package org.khue.cloud.telemetry;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Which certificates gateways show, and whether they still hold: what the way in asks, and the
/// fleet answers. Every method is quick and may be called on an event loop, [#server] and [#root]
/// but for their first call.
public interface GatewayCertificates {

  /// Key and certificates of the endpoint itself.
  ///
  /// @param chain its own certificate first
  record Server(PrivateKey key, List<X509Certificate> chain) {
    public Server {
      chain = List.copyOf(chain);
    }
  }

  /// How a certificate stands.
  sealed interface Standing {
    /// @param until when it ends
    record Good(String gateway, Instant until) implements Standing {}

    record Expired(String gateway) implements Standing {}

    record Revoked(String gateway) implements Standing {}

    /// Signed by the authority, and not in its books.
    record Unknown() implements Standing {}
  }

  /// What the endpoint shows; another one each few weeks.
  Server server();

  /// The authority that gateways' certificates lead up to.
  X509Certificate root();

  Standing standing(X509Certificate shown);

  /// The certificate of that serial number (hexadecimal), ended or not, revoked or not; empty if it
  /// was never given or ended long ago.
  Optional<X509Certificate> bySerial(String serial);

  /// Whether that gateway has a certificate that holds.
  boolean isClaimed(String gateway);

  /// Has the action told each gateway whose connection must end at once.
  void whenCut(Consumer<String> action);
}
