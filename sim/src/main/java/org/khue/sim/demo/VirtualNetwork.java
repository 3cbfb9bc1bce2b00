package org.khue.sim.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The cable between the demo's gateways and the cloud: passes bytes through, and can be pulled out
/// and put back.
final class VirtualNetwork implements AutoCloseable {
  private static final int MAX_CONNECTIONS = 200;
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(3);

  private final ServerSocket server;
  private final InetSocketAddress cloud;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean plugged = true;

  /// @param port where the gateways connect
  /// @param cloudPort where the cloud listens
  VirtualNetwork(int port, int cloudPort) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    cloud = new InetSocketAddress(loopback, cloudPort);
    server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(loopback, port));
    Thread.ofVirtual().name("virtual network").start(this::accept);
  }

  boolean isPlugged() {
    return plugged;
  }

  /// Pulls the cable out, which cuts every connection, or puts it back.
  void plug(boolean in) {
    plugged = in;
    if (!in) {
      open.forEach(VirtualNetwork::cut);
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket gateway = server.accept();
        if (plugged && open.size() < 2 * MAX_CONNECTIONS) {
          Thread.ofVirtual().start(() -> join(gateway));
        } else {
          cut(gateway);
        }
      } catch (IOException e) {
        // The server socket was closed, or one connection failed before it began: the next accept
        // tells.
      }
    }
  }

  private void join(Socket gateway) {
    Socket up = new Socket();
    open.add(gateway);
    open.add(up);
    try {
      up.setTcpNoDelay(true);
      gateway.setTcpNoDelay(true);
      up.connect(cloud, (int) CONNECT_PATIENCE.toMillis());
      if (!plugged) {
        return;
      }
      Thread down = Thread.ofVirtual().start(() -> pass(up, gateway));
      pass(gateway, up);
      down.join();
    } catch (IOException e) {
      // The cloud is down: the gateway sees its connection end and tries again later.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut(gateway);
      cut(up);
      open.remove(gateway);
      open.remove(up);
    }
  }

  private static void pass(Socket from, Socket to) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      int length;
      while ((length = in.read(buffer)) > 0) {
        out.write(buffer, 0, length);
      }
    } catch (IOException e) {
      // Either side is gone; both are cut below.
    } finally {
      cut(from);
      cut(to);
    }
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(VirtualNetwork::cut);
  }
}
