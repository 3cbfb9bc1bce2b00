package org.khue.gateway.uplink;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Batch;
import org.khue.contract.HttpMessages;
import org.khue.contract.SignedRequest;
import org.khue.contract.SignedRequest.What;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.JsonCodec;
import org.khue.contract.wire.WireException;

/// The HTTPS side of [FakeCloud], with the same cursors, and with what stands before a real cloud:
/// proxies, limits, a wrong clock. Without TLS, on this machine.
final class FakeHttpsCloud implements AutoCloseable {
  private final FakeCloud cloud;
  private final HttpServer server;
  private final KeyPair keys;
  private final List<HttpMessages.Message> waiting = new CopyOnWriteArrayList<>();
  final List<Integer> sizes = new CopyOnWriteArrayList<>();
  volatile Answer fault = exchange -> false;
  volatile long aheadMillis;
  volatile int batches;
  volatile int refused;
  volatile int live;

  /// What happens instead of an answer.
  @FunctionalInterface
  interface Answer {
    /// @return whether it answered
    boolean instead(HttpExchange exchange) throws IOException;
  }

  FakeHttpsCloud(FakeCloud cloud) {
    this.cloud = cloud;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      keys = generator.generateKeyPair();
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  /// What a gateway with a certificate of this cloud goes to it with.
  Access access(String gatewayMqtt, UnaryOperator<byte[]> forgery) {
    HttpsAccess https =
        new HttpsAccess() {
          @Override
          public URI cloud() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
          }

          @Override
          public SSLContext tls() {
            try {
              return SSLContext.getDefault();
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException(e);
            }
          }

          @Override
          public String serial() {
            return "7";
          }

          @Override
          public byte[] sign(byte[] content) {
            return forgery.apply(signed(content));
          }
        };
    return new Access() {
      @Override
      public Way way() {
        return new Way.Secret(gatewayMqtt, FakeCloud.SECRET);
      }

      @Override
      public HttpsAccess https() {
        return https;
      }

      @Override
      public void refused() {
        refused++;
      }
    };
  }

  void leave(String topic, Record message) {
    waiting.add(new HttpMessages.Message(topic, JsonCodec.write(message)));
  }

  private byte[] signed(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      sizes.add(body.length);
      if (fault.instead(exchange)) {
        return;
      }
      String path = exchange.getRequestURI().getPath();
      What what = what(path);
      String problem = what == null ? "no such path" : problem(exchange, what, body);
      if (what == null || problem != null) {
        json(exchange, 401, "{\"detail\":\"" + problem + "\"}");
        return;
      }
      switch (what) {
        case BATCHES -> {
          batches++;
          Batch batch = BatchCodec.read(body);
          json(
              exchange,
              200,
              new String(JsonCodec.write(cloud.takeOverHttps(batch)), StandardCharsets.UTF_8));
        }
        case STATE -> {
          List<HttpMessages.Message> messages = List.copyOf(waiting);
          waiting.clear();
          json(
              exchange,
              200,
              new String(JsonCodec.write(new HttpMessages(messages)), StandardCharsets.UTF_8));
        }
        case LIVE -> {
          live += BatchCodec.read(body).entries().size();
          json(exchange, 200, "{}");
        }
      }
    } catch (WireException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  private static @Nullable What what(String path) {
    for (What each : What.values()) {
      if (path.equals("/api/v1/gateways/" + FakeCloud.GATEWAY + "/" + each.path())) {
        return each;
      }
    }
    return null;
  }

  private @Nullable String problem(HttpExchange exchange, What what, byte[] body) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    String[] parts = header.substring("Khue-Signed ".length()).split(":", 3);
    long time = Long.parseLong(parts[1]);
    try {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(keys.getPublic());
      verifier.update(SignedRequest.content(FakeCloud.GATEWAY, what, time, body));
      if (!verifier.verify(Base64.getDecoder().decode(parts[2]))) {
        return "not signed";
      }
    } catch (GeneralSecurityException e) {
      return "not signed";
    }
    return Math.abs(time - now()) > SignedRequest.WITHIN_MILLIS ? "another time" : null;
  }

  private long now() {
    return System.currentTimeMillis() + aheadMillis;
  }

  void json(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().add(SignedRequest.TIME, Long.toString(now()));
    send(exchange, status, "application/json", body);
  }

  static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
