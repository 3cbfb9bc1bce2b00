package org.khue.gateway.uplink;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// How this gateway may connect to its cloud: asked anew for each connection, so that what was
/// renewed meanwhile is used.
public interface Access {

  /// What a connection is made with.
  sealed interface Way {
    /// Without TLS, to this machine only.
    ///
    /// @param server for example `tcp://127.0.0.1:1883`
    record Secret(String server, String secret) implements Way {
      /// Without the secret.
      @Override
      public String toString() {
        return "Secret[" + server + "]";
      }
    }

    /// With TLS and the gateway's certificate.
    ///
    /// @param server for example `ssl://cloud.example:8883`
    record Certificate(String server, SSLSocketFactory sockets) implements Way {}

    /// None yet.
    record None(String why) implements Way {}
  }

  Way way();

  /// The other way, for networks that let no MQTT through; null where there is none.
  default @Nullable HttpsAccess https() {
    return null;
  }

  /// The cloud refuses the credential that was used last.
  default void refused() {}

  /// A secret that stays.
  static Access secret(String server, String secret) {
    Way way = new Way.Secret(server, secret);
    return () -> way;
  }
}
