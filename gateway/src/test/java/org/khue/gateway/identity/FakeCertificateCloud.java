package org.khue.gateway.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.khue.contract.CertificateAnswer;
import org.khue.contract.CertificateRequest;
import org.khue.contract.wire.JsonCodec;

/// The cloud's side of claim and renewal over real HTTPS, with a time of its own.
final class FakeCertificateCloud implements AutoCloseable {
  static final String CODE = "7K3QFD-X9M2TPRHW4";

  final FakeAuthority authority;
  final List<String> paths = new CopyOnWriteArrayList<>();
  final List<byte[]> bodies = new CopyOnWriteArrayList<>();
  final List<PublicKey> asked = new CopyOnWriteArrayList<>();

  /// So many answers get lost after the cloud has done its work.
  volatile int lost;

  volatile String refusal = "";
  volatile Instant now;
  private final HttpsServer server;

  FakeCertificateCloud(Instant now) throws Exception {
    this.now = now;
    authority = new FakeAuthority(now.minus(Duration.ofDays(1)));
    KeyPair keys = FakeAuthority.keys();
    X509Certificate own = authority.sign("server", keys.getPublic(), now, Duration.ofDays(900));
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own", keys.getPrivate(), new char[0], new Certificate[] {own, authority.root});
    KeyManagerFactory managers = KeyManagerFactory.getInstance("SunX509");
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  String fingerprint() {
    return CloudTrust.fingerprint(authority.root);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    paths.add(exchange.getRequestURI().getPath());
    bodies.add(body);
    if (!refusal.isEmpty()) {
      send(exchange, 410, ("{\"detail\": \"" + refusal + "\"}").getBytes(StandardCharsets.UTF_8));
      return;
    }
    try {
      byte[] pkcs10 = JsonCodec.read(body, CertificateRequest.class).pkcs10();
      var request = new JcaPKCS10CertificationRequest(pkcs10);
      PublicKey key = request.getPublicKey();
      if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw new IllegalStateException("the request is not signed by its key");
      }
      asked.add(key);
      if (lost > 0) {
        lost--;
        exchange.close();
        return;
      }
      String id = request.getSubject().toString().substring("CN=".length());
      X509Certificate own = authority.sign(id, key, now, Duration.ofDays(90));
      String chain = Pem.of(List.of(own, authority.root));
      send(
          exchange,
          200,
          JsonCodec.write(
              new CertificateAnswer(chain, "ssl://127.0.0.1:8883", now.toEpochMilli())));
    } catch (Exception e) {
      send(exchange, 500, String.valueOf(e).getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
