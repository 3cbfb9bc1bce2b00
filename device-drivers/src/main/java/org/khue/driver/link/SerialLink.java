package org.khue.driver.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// A serial line with 8 data bits, no parity and 1 stop bit, through jSerialComm. It serves once,
/// like [TcpLink].
///
/// The library's port is neither used nor closed by two threads at a time: its native handle is
/// freed by closing. So a read waits in slices of 20 ms, and closing waits for the slice to end.
/// Its disconnect listener is not used: after a peer vanished it fires without end. A read then
/// fails at once, and that is the sign here.
public final class SerialLink implements ByteLink {
  private static final int SLICE_MILLIS = 20;
  private static final int CLOSE_WAIT_MILLIS = 1_000;
  private static final long WRITE_PAUSE_NANOS = 1_000_000;
  private static final int DRAIN_LIMIT_BYTES = 1 << 16;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;

  private final String path;
  private final int baud;
  private final ReentrantLock handle = new ReentrantLock();
  private @Nullable SerialPort port;
  private volatile boolean opened;
  private volatile boolean closed;

  public SerialLink(String path, int baud) {
    this.path = path;
    this.baud = baud;
  }

  @Override
  public void open(Deadline deadline) throws LinkException {
    handle.lock();
    try {
      if (closed) {
        throw gone("is closed");
      }
      if (opened) {
        return;
      }
      if (!Files.exists(Path.of(path))) {
        throw gone("does not exist: is the device plugged in, is the path right?");
      }
      SerialPort fresh = SerialPort.getCommPort(path);
      fresh.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
      fresh.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
      fresh.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, SLICE_MILLIS, 0);
      if (!fresh.openPort(0)) {
        throw refused(fresh.getLastErrorCode());
      }
      port = fresh;
      opened = true;
    } catch (SerialPortInvalidPortException e) {
      throw new LinkException(new Fault.Gone(path + " is no serial line: " + e.getMessage()), e);
    } finally {
      handle.unlock();
    }
  }

  private LinkException refused(int error) {
    return switch (error) {
      case EACCES ->
          gone("may not be opened: add the gateway's user to the group that owns it (dialout)");
      case EBUSY ->
          new LinkException(
              new Fault.Busy(path + " is held by another program: `fuser " + path + "` names it"));
      default -> gone("cannot be opened (error " + error + ")");
    };
  }

  @Override
  public void write(byte[] bytes, Deadline deadline) throws LinkException {
    int sent = 0;
    while (sent < bytes.length) {
      int count = writeOnce(bytes, sent);
      sent += count;
      if (sent < bytes.length) {
        if (deadline.passed()) {
          throw new LinkException(
              new Fault.Timeout(
                  path + " takes no more bytes: " + (bytes.length - sent) + " unsent"));
        }
        LockSupport.parkNanos(WRITE_PAUSE_NANOS);
      }
    }
  }

  private int writeOnce(byte[] bytes, int from) throws LinkException {
    handle.lock();
    try {
      SerialPort open = usable();
      int count = open.writeBytes(bytes, bytes.length - from, from);
      if (count < 0 || (count == 0 && open.bytesAvailable() < 0)) {
        throw vanished();
      }
      return count;
    } finally {
      handle.unlock();
    }
  }

  @Override
  public int read(byte[] buffer, Deadline deadline) throws LinkException {
    while (true) {
      int count = readOnce(buffer, deadline.passed());
      if (count > 0) {
        return count;
      }
      if (deadline.passed()) {
        throw new LinkException(new Fault.Timeout("No answer from " + path + " in time"));
      }
    }
  }

  /// One slice of waiting, or none if `now`.
  private int readOnce(byte[] buffer, boolean now) throws LinkException {
    handle.lock();
    try {
      SerialPort open = usable();
      if (now && open.bytesAvailable() == 0) {
        return 0;
      }
      int count = open.readBytes(buffer, buffer.length);
      if (count < 0 || (count == 0 && open.bytesAvailable() < 0)) {
        throw vanished();
      }
      return count;
    } finally {
      handle.unlock();
    }
  }

  @Override
  public void drain() throws LinkException {
    byte[] waste = new byte[1024];
    for (int total = 0; total < DRAIN_LIMIT_BYTES; ) {
      int count = readOnce(waste, true);
      if (count == 0) {
        return;
      }
      total += count;
    }
    throw new LinkException(
        new Fault.Protocol(
            path + " sends without end: is the line connected to the right device?"));
  }

  private SerialPort usable() throws LinkException {
    SerialPort open = port;
    if (closed || open == null) {
      throw gone(closed ? "is closed" : "is not open");
    }
    return open;
  }

  private LinkException vanished() {
    close();
    return gone("has vanished: was the device unplugged?");
  }

  private LinkException gone(String what) {
    return new LinkException(new Fault.Gone(path + " " + what));
  }

  @Override
  public boolean isOpen() {
    return opened && !closed;
  }

  @Override
  public String target() {
    return path;
  }

  @Override
  public void close() {
    closed = true;
    boolean mine = false;
    try {
      mine = handle.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
      SerialPort open = port;
      if (mine && open != null) {
        port = null;
        open.closePort();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      if (mine) {
        handle.unlock();
      }
    }
  }
}
