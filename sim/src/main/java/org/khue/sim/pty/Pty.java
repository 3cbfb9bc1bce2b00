package org.khue.sim.pty;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/// A pseudo-terminal: this end plays a device, others open [#slave] as a serial line. Bytes pass
/// raw. Threads may share it; a call holds the others off, at most for the time it was given.
public final class Pty implements AutoCloseable {
  /// [#read] returns it when no process has the line open any more. Before anybody had, it returns
  /// 0.
  public static final int HUNG_UP = -1;

  private static final int LONGEST_NAME = 256;
  private static final int BUFFER_BYTES = 512;
  private static final int POLLFD_EVENTS = 4;
  private static final int POLLFD_REVENTS = 6;

  private final Arena arena = Arena.ofShared();
  private final LibC libc = new LibC(arena);
  private final MemorySegment buffer = arena.allocate(BUFFER_BYTES);
  private final MemorySegment pollfd = arena.allocate(8, 4);
  private final int master;
  private final Path slave;
  private boolean closed;

  private Pty() throws IOException {
    int opened = libc.openMaster();
    if (opened < 0) {
      int error = libc.error();
      arena.close();
      throw new IOException("no pseudo-terminal is to be had (posix_openpt: error " + error + ")");
    }
    master = opened;
    try {
      check("grantpt", libc.grant(master));
      check("unlockpt", libc.unlock(master));
      MemorySegment name = arena.allocate(LONGEST_NAME);
      check("ptsname_r", libc.slaveName(master, name));
      check("tcsetattr", libc.makeRaw(master));
      slave = Path.of(name.getString(0));
    } catch (IOException e) {
      close();
      throw e;
    }
    pollfd.set(ValueLayout.JAVA_INT, 0, master);
    pollfd.set(ValueLayout.JAVA_SHORT, POLLFD_EVENTS, LibC.POLLIN);
  }

  public static Pty open() throws IOException {
    return new Pty();
  }

  private void check(String call, int result) throws IOException {
    if (result != 0) {
      throw new IOException(call + " failed with error " + libc.error());
    }
  }

  /// The device file of the other end, `/dev/pts/N`.
  public Path slave() {
    return slave;
  }

  /// Waits for bytes.
  ///
  /// @return how many, 0 if none came in time, or [#HUNG_UP] at once
  public synchronized int read(byte[] into, Duration patience) throws IOException {
    requireOpen();
    pollfd.set(ValueLayout.JAVA_SHORT, POLLFD_REVENTS, (short) 0);
    if (libc.poll(pollfd, (int) patience.toMillis()) <= 0) {
      return 0;
    }
    short events = pollfd.get(ValueLayout.JAVA_SHORT, POLLFD_REVENTS);
    if ((events & LibC.POLLIN) == 0) {
      return (events & LibC.POLLHUP) == 0 ? 0 : HUNG_UP;
    }
    MemorySegment part = buffer.asSlice(0, Math.min(into.length, BUFFER_BYTES));
    long count = libc.read(master, part);
    if (count < 0) {
      return switch (libc.error()) {
        case LibC.EIO -> HUNG_UP;
        case LibC.EAGAIN -> 0;
        default -> throw new IOException("read failed with error " + libc.error());
      };
    }
    MemorySegment.copy(part, ValueLayout.JAVA_BYTE, 0, into, 0, (int) count);
    return (int) count;
  }

  /// Sends bytes to who has the line open.
  ///
  /// @throws IOException if nobody has, or nobody reads
  public synchronized void write(byte[] bytes) throws IOException {
    requireOpen();
    pollfd.set(ValueLayout.JAVA_SHORT, POLLFD_REVENTS, (short) 0);
    libc.poll(pollfd, 0);
    if ((pollfd.get(ValueLayout.JAVA_SHORT, POLLFD_REVENTS) & LibC.POLLHUP) != 0) {
      throw new IOException("nobody has " + slave + " open");
    }
    if (bytes.length > BUFFER_BYTES) {
      throw new IllegalArgumentException("At most " + BUFFER_BYTES + " bytes at a time");
    }
    MemorySegment part = buffer.asSlice(0, bytes.length);
    MemorySegment.copy(bytes, 0, part, ValueLayout.JAVA_BYTE, 0, bytes.length);
    if (libc.write(master, part) != bytes.length) {
      throw new IOException("nobody reads " + slave + ": its buffer is full");
    }
  }

  /// [#write] as a stream.
  public OutputStream stream() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        Pty.this.write(new byte[] {(byte) one});
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        Pty.this.write(Arrays.copyOfRange(bytes, from, from + count));
      }
    };
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(slave + " is closed");
    }
  }

  /// Takes the line away: whoever has it open reads its end.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      libc.close(master);
      arena.close();
    }
  }
}
