package org.khue.cloud.platform.files;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The daemon of ClamAV, by its command `INSTREAM` (clamd(8)): chunks with their length in four
/// bytes before them, a length of zero at the end; the answer ends with a zero byte.
final class ClamdScanner implements Scanner {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CHUNK = 64 * 1024;
  private static final int LONGEST_ANSWER = 1_000;

  private final String host;
  private final int port;

  /// @param address `host:port`
  ClamdScanner(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "khue.files.clamd is '" + address + "'; give host:port, such as 127.0.0.1:3310");
    }
    host = address.substring(0, colon);
    port = Integer.parseInt(address.substring(colon + 1));
  }

  @Override
  public boolean isClean(InputStream content) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), (int) LIMIT.toMillis());
      socket.setSoTimeout((int) LIMIT.toMillis());
      DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
      byte[] buffer = new byte[CHUNK];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        if (read > 0) {
          out.writeInt(read);
          out.write(buffer, 0, read);
        }
      }
      out.writeInt(0);
      out.flush();
      String answer =
          new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII)
              .replace("\0", "")
              .strip();
      if (answer.endsWith(" FOUND")) {
        return false;
      }
      if (answer.endsWith(" OK")) {
        return true;
      }
      throw new IOException("clamd answered: " + answer);
    }
  }
}
