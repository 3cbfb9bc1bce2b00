package org.khue.cloud.platform.files;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A ClamAV daemon that knows one virus: the test file that EICAR published for this purpose.
/// Speaks the protocol of `INSTREAM` as clamd(8) has it.
final class FakeClamd implements AutoCloseable {
  /// In parts, so that no scanner takes this source for the virus.
  static final String EICAR =
      "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

  private final ServerSocket server;

  FakeClamd() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::serve);
  }

  String address() {
    return "127.0.0.1:" + server.getLocalPort();
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        answer(socket);
      } catch (IOException e) {
        // The next one is served all the same.
      }
    }
  }

  private static void answer(Socket socket) throws IOException {
    DataInputStream in = new DataInputStream(socket.getInputStream());
    byte[] command = in.readNBytes(10);
    if (!"zINSTREAM\0".equals(new String(command, StandardCharsets.US_ASCII))) {
      throw new EOFException("unknown command");
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (int length = in.readInt(); length > 0; length = in.readInt()) {
      content.write(in.readNBytes(length));
    }
    boolean virus = content.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
    String answer = virus ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0";
    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
