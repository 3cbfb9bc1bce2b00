package org.khue.sim.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A network between gateways and a cloud in which each connection meets its own [Trouble], as the
/// seed says; when all troubles are used up it is a good network.
final class FaultProxy implements AutoCloseable {
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);
  private static final Duration LONGEST = Duration.ofSeconds(4);

  private final ServerSocket server;
  private final InetSocketAddress cloud;
  private final SplittableRandom random;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Map<Trouble.Kind, Integer> met = new EnumMap<>(Trouble.Kind.class);
  private final CountDownLatch left;

  /// @param cloudUrl `tcp://host:port`
  /// @param troubles connections that meet one
  FaultProxy(String cloudUrl, long seed, int troubles) throws IOException {
    URI uri = URI.create(cloudUrl);
    cloud = new InetSocketAddress(uri.getHost(), uri.getPort());
    random = new SplittableRandom(seed);
    left = new CountDownLatch(troubles);
    server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("fault proxy").start(this::accept);
  }

  String url() {
    return "tcp://127.0.0.1:" + server.getLocalPort();
  }

  /// Connections that have not met theirs yet.
  long left() {
    return left.getCount();
  }

  /// @return whether all troubles were met
  boolean awaitAll(Duration within) throws InterruptedException {
    return left.await(within.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// How many connections met which.
  synchronized Map<Trouble.Kind, Integer> met() {
    return new EnumMap<>(met);
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket gateway = server.accept();
        Trouble trouble = nextTrouble();
        Thread.ofVirtual().start(() -> join(gateway, trouble));
      } catch (IOException e) {
        // The server socket was closed, or one connection failed before it began: the next accept
        // tells.
      }
    }
  }

  /// @return null when all are used up
  private synchronized @Nullable Trouble nextTrouble() {
    if (left.getCount() == 0) {
      return null;
    }
    left.countDown();
    Trouble trouble = Trouble.next(random);
    met.merge(trouble.kind(), 1, Integer::sum);
    return trouble;
  }

  private void join(Socket gateway, @Nullable Trouble trouble) {
    try (gateway;
        Socket up = new Socket()) {
      if (trouble != null && trouble.kind() == Trouble.Kind.REFUSAL) {
        return;
      }
      open.add(gateway);
      open.add(up);
      gateway.setTcpNoDelay(true);
      up.setTcpNoDelay(true);
      up.connect(cloud, (int) CONNECT_PATIENCE.toMillis());
      long upBytes = trouble == null ? Long.MAX_VALUE : trouble.upBytes();
      long downBytes = trouble == null ? Long.MAX_VALUE : trouble.downBytes();
      CountDownLatch end = new CountDownLatch(1);
      Thread.ofVirtual().start(() -> pass(gateway, up, upBytes, trouble, end));
      Thread.ofVirtual().start(() -> pass(up, gateway, downBytes, trouble, end));
      if (trouble == null) {
        end.await();
      } else {
        // An idle connection would never meet the end of its bytes.
        end.await(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (IOException e) {
      // The cloud is down, or the gateway is gone: it tries again.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(gateway);
      open.removeIf(Socket::isClosed);
    }
  }

  private static void pass(
      Socket from, Socket to, long bytes, @Nullable Trouble trouble, CountDownLatch end) {
    byte[] buffer = new byte[trouble == null ? 16 * 1024 : trouble.pieces()];
    long left = bytes;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length;
      while (left > 0 && (length = in.read(buffer)) > 0) {
        if (trouble != null && !trouble.delay().isZero()) {
          Thread.sleep(trouble.delay());
        }
        int passed = (int) Math.min(left, length);
        out.write(buffer, 0, passed);
        left -= passed;
      }
      if (left <= 0 && trouble != null) {
        swallow(in, buffer, trouble.silence());
      }
    } catch (IOException e) {
      // One side is gone: the connection ends.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      end.countDown();
    }
  }

  /// Takes bytes that never arrive.
  private static void swallow(InputStream in, byte[] buffer, Duration silence)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + silence.toNanos();
    while (System.nanoTime() - until < 0) {
      if (in.available() > 0) {
        if (in.read(buffer) < 0) {
          return;
        }
      } else {
        Thread.sleep(5);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
