package org.khue.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;

/// A simulated device that takes TCP connections of the loopback, and its moods.
public abstract class TcpPeer implements ContractPeer {
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final int port;
  private volatile ServerSocket server;
  private volatile Mood mood = Mood.WELL;

  protected TcpPeer() throws IOException {
    server = listening(0);
    port = server.getLocalPort();
  }

  private ServerSocket listening(int wanted) throws IOException {
    ServerSocket fresh = new ServerSocket();
    fresh.setReuseAddress(true);
    fresh.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
    Thread.ofVirtual().start(() -> takeConnections(fresh));
    return fresh;
  }

  /// Talks with one host until it goes; all it says goes through the mouth.
  protected abstract void serve(InputStream in, Mouth mouth) throws IOException;

  /// Bytes that the protocol does not allow as an answer.
  protected abstract byte[] garbage();

  /// How an answer leaves, by the peer's mood.
  public final class Mouth {
    private final Socket socket;

    private Mouth(Socket socket) {
      this.socket = socket;
    }

    public void say(byte[] answer) throws IOException {
      OutputStream out = socket.getOutputStream();
      switch (mood) {
        case WELL -> out.write(answer);
        case SILENT -> {}
        case GARBAGE -> out.write(garbage());
        case HALF_ANSWER_THEN_HANG_UP -> {
          out.write(Arrays.copyOf(answer, (answer.length + 1) / 2));
          socket.close();
        }
        case SPLIT -> {
          for (byte each : answer) {
            out.write(each);
            Thread.yield();
          }
        }
      }
    }
  }

  private void takeConnections(ServerSocket from) {
    while (!from.isClosed()) {
      try {
        Socket socket = from.accept();
        socket.setTcpNoDelay(true);
        connections.add(socket);
        Thread.ofVirtual().start(() -> talk(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(Socket socket) {
    try (socket) {
      serve(socket.getInputStream(), new Mouth(socket));
    } catch (IOException e) {
      // The host is gone, or the peer hung up: either way this talk is over.
    } finally {
      connections.remove(socket);
    }
  }

  public int port() {
    return port;
  }

  /// How many connections are open.
  public int connections() {
    return connections.size();
  }

  @Override
  public Map<String, Object> connection() {
    return Map.of("host", "127.0.0.1", "port", port);
  }

  /// A closed port is free again a moment later, when the thread that waited on it has left it.
  @Override
  public void mood(Mood mood) {
    this.mood = mood;
    if (server.isClosed()) {
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .ignoreException(BindException.class)
          .until(() -> {
            server = listening(port);
            return true;
          });
    }
  }

  @Override
  public void hangUp() {
    try {
      server.close();
      for (Socket socket : connections) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    hangUp();
  }
}
