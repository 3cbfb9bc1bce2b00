package org.khue.gateway.service;

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
import java.nio.charset.StandardCharsets;

/// Sends datagrams to a UNIX socket, which the JDK itself cannot. One datagram a state, as
/// `sd_notify(3)` describes; Linux only.
final class NotifySocket {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /// `sizeof(sun_path)`.
  private static final int LONGEST_PATH = 108;

  private static final int FAMILY_BYTES = 2;

  private static final MethodHandle SOCKET =
      function("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
  private static final MethodHandle SENDTO =
      function("sendto", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

  private final byte[] path;

  /// @param address a path, or a name in the abstract namespace behind an `@`
  NotifySocket(String address) throws IOException {
    byte[] bytes = address.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > LONGEST_PATH || bytes[0] != '/' && bytes[0] != '@') {
      throw new IOException(
          "'%s' is no UNIX socket: a path or @name of at most %d bytes"
              .formatted(address, LONGEST_PATH));
    }
    if (bytes[0] == '@') {
      bytes[0] = 0;
    }
    this.path = bytes;
  }

  /// Sends one state. It never waits: a service manager that does not read loses it.
  void send(String state) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(FAMILY_BYTES + LONGEST_PATH + 1L, 2);
      address.set(JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, JAVA_BYTE, FAMILY_BYTES, path.length);
      // A path ends with its zero byte, an abstract name with its length.
      int addressBytes = FAMILY_BYTES + path.length + (path[0] == 0 ? 0 : 1);
      byte[] text = state.getBytes(StandardCharsets.UTF_8);
      MemorySegment message = arena.allocateFrom(JAVA_BYTE, text);
      int socket = (int) SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      if (socket < 0) {
        throw new IOException("no socket for the service manager");
      }
      try {
        long sent =
            (long)
                SENDTO.invokeExact(
                    socket,
                    message,
                    (long) text.length,
                    MSG_DONTWAIT | MSG_NOSIGNAL,
                    address,
                    addressBytes);
        if (sent != text.length) {
          throw new IOException("the service manager did not take '" + state + "'");
        }
      } finally {
        int closed = (int) CLOSE.invokeExact(socket);
        assert closed == 0;
      }
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static MethodHandle function(
      String name, MemoryLayout result, MemoryLayout... parameters) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, parameters));
  }
}
