package org.khue.gateway.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A SCPI power supply on the loopback that says 1 to all it is asked, but its name and its errors.
public final class PowerSupply implements AutoCloseable {
  private final ServerSocket server;

  public PowerSupply() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  public int port() {
    return server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket peer = server.accept();
        Thread.ofVirtual().start(() -> answer(peer));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void answer(Socket peer) {
    try (peer;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(peer.getInputStream(), StandardCharsets.US_ASCII))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String answer =
            line.equals("*IDN?")
                ? "Khue,SIM-PS3003,SN-7,1.0"
                : line.contains("ERR") ? "0,\"No error\"" : "1";
        peer.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // The gateway has gone.
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
