package org.khue.driver.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/// A listening socket of the loopback that takes one connection.
final class TcpFarEnd implements FarEnd {
  private final ServerSocket server;
  private @Nullable Socket taken;

  TcpFarEnd() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  int port() {
    return server.getLocalPort();
  }

  private synchronized Socket socket() throws IOException {
    Socket socket = taken;
    if (socket == null) {
      socket = server.accept();
      taken = socket;
    }
    return socket;
  }

  @Override
  public int receive(byte[] buffer) throws IOException {
    return socket().getInputStream().read(buffer);
  }

  @Override
  public void send(byte[] bytes) throws IOException {
    socket().getOutputStream().write(bytes);
  }

  @Override
  public void hangUp() throws IOException {
    socket().close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    Socket socket = taken;
    if (socket != null) {
      socket.close();
    }
  }
}
