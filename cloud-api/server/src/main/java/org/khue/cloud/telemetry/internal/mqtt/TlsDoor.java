package org.khue.cloud.telemetry.internal.mqtt;

import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.telemetry.GatewayCertificates;
import org.khue.cloud.telemetry.GatewayCertificates.Server;

/// TLS of the MQTT endpoint: 1.3 or 1.2, and nobody without a certificate of our authority.
final class TlsDoor {
  private static final int HANDSHAKE_SECONDS = 10;

  private final GatewayCertificates certificates;
  private @Nullable Server shown;
  private @Nullable SslContext context;

  /// Opens the authority, so that a fault is told at the start.
  TlsDoor(GatewayCertificates certificates) {
    this.certificates = certificates;
    context();
  }

  /// The certificate that the peer has shown; null without TLS.
  static @Nullable X509Certificate shown(ChannelPipeline pipeline) {
    SslHandler tls = pipeline.get(SslHandler.class);
    try {
      return tls == null
          ? null
          : (X509Certificate) tls.engine().getSession().getPeerCertificates()[0];
    } catch (SSLPeerUnverifiedException e) {
      throw new IllegalStateException("TLS let somebody in without a certificate", e);
    }
  }

  SslHandler handler(SocketChannel channel) {
    SslHandler handler = context().newHandler(channel.alloc());
    handler.setHandshakeTimeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    return handler;
  }

  /// Made anew when the endpoint shows another certificate.
  private synchronized SslContext context() {
    Server server = certificates.server();
    SslContext known = context;
    if (known == null || !server.equals(shown)) {
      try {
        known =
            SslContextBuilder.forServer(
                    server.key(), server.chain().toArray(X509Certificate[]::new))
                .trustManager(new GatewayTrust(certificates.root()))
                .clientAuth(ClientAuth.REQUIRE)
                .protocols("TLSv1.3", "TLSv1.2")
                .sessionTimeout(1)
                .build();
      } catch (SSLException e) {
        throw new IllegalStateException("the MQTT endpoint's TLS cannot be set up", e);
      }
      context = known;
      shown = server;
    }
    return known;
  }
}
