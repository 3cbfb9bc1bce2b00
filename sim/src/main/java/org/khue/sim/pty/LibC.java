package org.khue.sim.pty;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// The functions of the C library that a pseudo-terminal needs (Linux). Each returns what C
/// returns; after a failure [#error] is the error number of the last call on the same thread's
/// segment.
final class LibC {
  static final int O_RDWR = 2;
  static final int O_NOCTTY = 0x100;
  static final int O_NONBLOCK = 0x800;
  static final int O_CLOEXEC = 0x80000;
  static final short POLLIN = 1;
  static final short POLLHUP = 0x10;
  static final int EIO = 5;
  static final int EAGAIN = 11;
  private static final int TCSANOW = 0;

  /// Larger than `struct termios` is anywhere.
  private static final int TERMIOS_BYTES = 256;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private static final MethodHandle POSIX_OPENPT = function("posix_openpt", INT, INT);
  private static final MethodHandle GRANTPT = function("grantpt", INT, INT);
  private static final MethodHandle UNLOCKPT = function("unlockpt", INT, INT);
  private static final MethodHandle PTSNAME_R = function("ptsname_r", INT, INT, POINTER, LONG);
  private static final MethodHandle TCGETATTR = function("tcgetattr", INT, INT, POINTER);
  private static final MethodHandle TCSETATTR = function("tcsetattr", INT, INT, INT, POINTER);
  private static final MethodHandle CFMAKERAW =
      LINKER.downcallHandle(
          LINKER.defaultLookup().find("cfmakeraw").orElseThrow(),
          FunctionDescriptor.ofVoid(POINTER),
          Linker.Option.captureCallState("errno"));
  private static final MethodHandle POLL = function("poll", INT, POINTER, LONG, INT);
  private static final MethodHandle READ = function("read", LONG, INT, POINTER, LONG);
  private static final MethodHandle WRITE = function("write", LONG, INT, POINTER, LONG);
  private static final MethodHandle CLOSE = function("close", INT, INT);

  private final MemorySegment state;

  /// @param arena lives as long as this object is used
  LibC(Arena arena) {
    this.state = arena.allocate(STATE);
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... parameters) {
    return LINKER.downcallHandle(
        LINKER.defaultLookup().find(name).orElseThrow(),
        FunctionDescriptor.of(result, parameters),
        Linker.Option.captureCallState("errno"));
  }

  int error() {
    return (int) ERRNO.get(state, 0L);
  }

  int openMaster() {
    return called(
        () -> (int) POSIX_OPENPT.invokeExact(state, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
  }

  int grant(int master) {
    return called(() -> (int) GRANTPT.invokeExact(state, master));
  }

  int unlock(int master) {
    return called(() -> (int) UNLOCKPT.invokeExact(state, master));
  }

  int slaveName(int master, MemorySegment name) {
    return called(() -> (int) PTSNAME_R.invokeExact(state, master, name, name.byteSize()));
  }

  /// No echo, no line editing, no translation: bytes pass as they are.
  int makeRaw(int master) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment termios = arena.allocate(TERMIOS_BYTES, 8);
      int got = called(() -> (int) TCGETATTR.invokeExact(state, master, termios));
      if (got != 0) {
        return got;
      }
      called(() -> {
        CFMAKERAW.invokeExact(state, termios);
        return 0;
      });
      return called(() -> (int) TCSETATTR.invokeExact(state, master, TCSANOW, termios));
    }
  }

  /// @param pollfd one `struct pollfd`
  int poll(MemorySegment pollfd, int milliseconds) {
    return called(() -> (int) POLL.invokeExact(state, pollfd, 1L, milliseconds));
  }

  long read(int descriptor, MemorySegment buffer) {
    return called(() -> (long) READ.invokeExact(state, descriptor, buffer, buffer.byteSize()));
  }

  long write(int descriptor, MemorySegment bytes) {
    return called(() -> (long) WRITE.invokeExact(state, descriptor, bytes, bytes.byteSize()));
  }

  int close(int descriptor) {
    return called(() -> (int) CLOSE.invokeExact(state, descriptor));
  }

  private interface Call<R> {
    R call() throws Throwable;
  }

  private static <R> R called(Call<R> call) {
    try {
      return call.call();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("A downcall throws nothing checked", e);
    }
  }
}
