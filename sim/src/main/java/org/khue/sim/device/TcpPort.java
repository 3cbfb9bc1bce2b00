package org.khue.sim.device;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A TCP port that a device listens on, with one virtual thread a connection. It can be taken away
/// and come back, as when the device is unplugged.
public final class TcpPort implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
  private static final int MOST_CONNECTIONS = 16;
  private static final Duration LONGEST_END = Duration.ofSeconds(2);

  /// Talks with one peer until the peer goes or an exception ends it.
  @FunctionalInterface
  public interface Conversation {
    void hold(Socket socket) throws IOException;
  }

  private final String host;
  private final int port;
  private final Conversation conversation;
  private final Set<Socket> open = new HashSet<>();
  private final Semaphore places = new Semaphore(MOST_CONNECTIONS);
  private @Nullable ServerSocket listener;
  private @Nullable Thread acceptor;
  private int boundPort;

  /// @param port 0 for any free one
  public TcpPort(String host, int port, Conversation conversation) {
    this.host = host;
    this.port = port;
    this.boundPort = port;
    this.conversation = conversation;
  }

  /// Begins to listen; does nothing if it does.
  public synchronized void open() throws PlaceTakenException {
    if (listener != null) {
      return;
    }
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), boundPort));
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      boundPort = socket.getLocalPort();
      listener = socket;
      acceptor = Thread.ofVirtual().name("accept " + boundPort).start(() -> accept(socket));
    } catch (IOException e) {
      throw PlaceTakenException.port("TCP", host, port, e);
    }
  }

  /// The port it listens on, also while it is closed.
  public synchronized int port() {
    return boundPort;
  }

  private void accept(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        if (!enter(from, socket)) {
          socket.close();
        }
      } catch (IOException e) {
        if (!from.isClosed()) {
          LOG.warn("A connection to {}:{} failed: {}", host, boundPort, e.getMessage());
        }
      }
    }
  }

  private synchronized boolean enter(ServerSocket from, Socket socket) {
    if (from.isClosed() || !places.tryAcquire()) {
      return false;
    }
    open.add(socket);
    Thread.ofVirtual().name("peer of " + boundPort).start(() -> hold(socket));
    return true;
  }

  private void hold(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      conversation.hold(socket);
    } catch (IOException e) {
      LOG.debug("A peer of {}:{} went: {}", host, boundPort, e.getMessage());
    } finally {
      leave(socket);
    }
  }

  private synchronized void leave(Socket socket) {
    open.remove(socket);
    places.release();
  }

  /// Stops listening and ends all connections; [#open] begins again. The port is free when this
  /// returns.
  @Override
  public void close() {
    Set<Socket> peers;
    Thread accepting;
    synchronized (this) {
      closeQuietly(listener);
      listener = null;
      accepting = acceptor;
      acceptor = null;
      peers = Set.copyOf(open);
    }
    peers.forEach(TcpPort::closeQuietly);
    await(accepting);
  }

  /// A socket that a thread accepts on stays open until that thread has noticed.
  private void await(@Nullable Thread accepting) {
    try {
      if (accepting != null && !accepting.join(LONGEST_END)) {
        LOG.warn("The port {}:{} is not free yet", host, boundPort);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(@Nullable AutoCloseable socket) {
    if (socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (Exception e) {
      LOG.debug("A socket did not close: {}", e.getMessage());
    }
  }
}
