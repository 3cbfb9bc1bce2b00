package org.khue.driver;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.khue.driver.ContractPeer.Mood;

/// Stands before a well-behaved server and spoils its answers by mood.
public final class MoodProxy implements AutoCloseable {
  private static final byte[] GARBAGE = "HTTP/1.1 400 Bad Request\r\n\r\n".getBytes();

  private final int target;
  private final ServerSocket door;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile Mood mood = Mood.WELL;
  private volatile boolean shut;

  public MoodProxy(int target) throws IOException {
    this.target = target;
    door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::welcome);
  }

  public int port() {
    return door.getLocalPort();
  }

  public void mood(Mood next) {
    mood = next;
    shut = false;
  }

  public void hangUp() {
    shut = true;
    open.forEach(MoodProxy::end);
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        if (shut) {
          end(guest);
          continue;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        guest.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        open.add(guest);
        open.add(server);
        Thread.ofVirtual().start(() -> pass(guest, server, false));
        Thread.ofVirtual().start(() -> pass(server, guest, true));
      } catch (IOException e) {
        // The door was closed, or the server is gone: the guest sees that too.
      }
    }
  }

  private void pass(Socket from, Socket to, boolean answers) {
    byte[] buffer = new byte[4096];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        if (!answers) {
          out.write(buffer, 0, count);
        } else if (!spoil(buffer, count, out)) {
          return;
        }
      }
    } catch (IOException e) {
      // One side has hung up: so do both.
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  /// @return false to hang up
  private boolean spoil(byte[] buffer, int count, OutputStream out) throws IOException {
    switch (mood) {
      case WELL -> out.write(buffer, 0, count);
      case SILENT -> {}
      case GARBAGE -> out.write(GARBAGE);
      case HALF_ANSWER_THEN_HANG_UP -> {
        out.write(buffer, 0, count / 2);
        return false;
      }
      case SPLIT -> {
        for (int i = 0; i < count; i++) {
          out.write(buffer, i, 1);
          out.flush();
        }
      }
    }
    return true;
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed one way or the other.
    }
  }

  @Override
  public void close() {
    try {
      door.close();
    } catch (IOException e) {
      // Nobody comes in any more, which is all that is wanted.
    }
    hangUp();
  }
}
