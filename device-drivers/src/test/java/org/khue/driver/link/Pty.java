package org.khue.driver.link;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// A pseudo terminal of Linux: the test holds the device's side, and the driver opens [#path] like
/// any serial line. Calls of the C library through FFM; `man 3 posix_openpt` describes them.
public final class Pty implements FarEnd {
  private static final int READ_WRITE = 2;
  private static final int NO_CONTROLLING_TERMINAL = 0x100;
  private static final short POLL_IN = 1;
  private static final int POLL_MILLIS = 20;
  private static final long TERMIOS_BYTES = 256;

  private static final MethodHandle OPEN = c("posix_openpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle GRANT = c("grantpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle UNLOCK = c("unlockpt", JAVA_INT, JAVA_INT);
  private static final MethodHandle NAME = c("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle GET = c("tcgetattr", JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle RAW = c("cfmakeraw", JAVA_INT, ADDRESS);
  private static final MethodHandle SET = c("tcsetattr", JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
  private static final MethodHandle POLL = c("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle READ = c("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle WRITE = c("write", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle CLOSE = c("close", JAVA_INT, JAVA_INT);

  private final int master;
  private final Path device;
  private @Nullable Path link;
  private boolean closed;

  public Pty() throws IOException {
    master = (int) call(OPEN, READ_WRITE | NO_CONTROLLING_TERMINAL);
    try (Arena arena = Arena.ofConfined()) {
      call(GRANT, master);
      call(UNLOCK, master);
      MemorySegment name = arena.allocate(128);
      call(NAME, master, name, 128L);
      device = Path.of(name.getString(0));
      MemorySegment termios = arena.allocate(TERMIOS_BYTES);
      call(GET, master, termios);
      call(RAW, termios);
      call(SET, master, 0, termios);
    }
  }

  private static MethodHandle c(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  private static long call(MethodHandle function, Object... arguments) throws IOException {
    try {
      long result = ((Number) function.invokeWithArguments(arguments)).longValue();
      if (result < 0) {
        throw new IOException("a call of the C library failed");
      }
      return result;
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /// The device file to open, such as `/dev/pts/3`.
  public Path path() {
    return device;
  }

  /// Makes the link lead to this device, whatever it led to before, until it is closed.
  public void linkAt(Path link) throws IOException {
    Files.deleteIfExists(link);
    this.link = Files.createSymbolicLink(link, device);
  }

  /// Waits while the driver's side is not open, too.
  @Override
  public int receive(byte[] buffer) throws IOException {
    while (true) {
      synchronized (this) {
        if (closed) {
          return -1;
        }
        int count = readReady(buffer);
        if (count > 0) {
          return count;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  private int readReady(byte[] buffer) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment poll = arena.allocate(8, 4);
      poll.set(JAVA_INT, 0, master);
      poll.set(JAVA_SHORT, 4, POLL_IN);
      call(POLL, poll, 1L, POLL_MILLIS);
      if ((poll.get(JAVA_SHORT, 6) & POLL_IN) == 0) {
        return 0;
      }
      MemorySegment bytes = arena.allocate(buffer.length);
      int count = (int) call(READ, master, bytes, (long) buffer.length);
      MemorySegment.copy(bytes, JAVA_BYTE, 0, buffer, 0, count);
      return count;
    }
  }

  /// Blocks while the line's buffer is full.
  @Override
  public void send(byte[] bytes) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      for (int sent = 0; sent < bytes.length; ) {
        MemorySegment rest = arena.allocate(bytes.length - sent);
        MemorySegment.copy(bytes, sent, rest, JAVA_BYTE, 0, bytes.length - sent);
        sent += (int) call(WRITE, master, rest, rest.byteSize());
      }
    }
  }

  /// The kernel throws away what was sent and not read when a terminal goes; so it goes a little
  /// later.
  @Override
  public void hangUp() throws IOException {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150));
    close();
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      call(CLOSE, master);
      if (link != null) {
        Files.deleteIfExists(link);
      }
    }
  }
}
