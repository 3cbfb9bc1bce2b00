package org.khue.driver.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.khue.driver.ByteLink;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;

/// A TCP connection to a device. It serves once: after [#close] or a lost peer it stays closed, and
/// whoever wants to go on makes a new one.
public final class TcpLink implements ByteLink {
  private static final long WRITE_PAUSE_NANOS = 1_000_000;
  private static final int DRAIN_LIMIT_BYTES = 1 << 20;

  private final String host;
  private final int port;
  private final Object gate = new Object();
  private volatile @Nullable SocketChannel channel;
  private volatile boolean closed;

  public TcpLink(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public void open(Deadline deadline) throws LinkException {
    if (isOpen()) {
      return;
    }
    InetSocketAddress address = HostLookup.resolve(host, port, deadline);
    SocketChannel fresh = takeChannel();
    try {
      fresh.setOption(StandardSocketOptions.TCP_NODELAY, true);
      fresh.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      fresh.socket().connect(address, millis(deadline));
    } catch (SocketTimeoutException e) {
      close();
      throw new LinkException(new Fault.Timeout("No connection to " + target() + " in time"), e);
    } catch (ConnectException e) {
      close();
      throw new LinkException(
          new Fault.Gone(
              target() + " refuses the connection: is the device on, is the port right?"),
          e);
    } catch (NoRouteToHostException e) {
      close();
      throw new LinkException(
          new Fault.Gone("No way to " + target() + ": check cable, address and network"), e);
    } catch (IOException e) {
      close();
      throw gone("Cannot connect to " + target(), e);
    }
  }

  private SocketChannel takeChannel() throws LinkException {
    synchronized (gate) {
      if (closed) {
        throw new LinkException(new Fault.Gone("The connection to " + target() + " is closed"));
      }
      try {
        SocketChannel fresh = SocketChannel.open();
        channel = fresh;
        return fresh;
      } catch (IOException e) {
        throw gone("Cannot make a socket for " + target(), e);
      }
    }
  }

  /// A blocking channel has no write timeout, so it writes without blocking and waits in between.
  @Override
  public void write(byte[] bytes, Deadline deadline) throws LinkException {
    SocketChannel open = opened();
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    try {
      open.configureBlocking(false);
      while (rest.hasRemaining()) {
        if (open.write(rest) > 0) {
          continue;
        }
        if (deadline.passed()) {
          close();
          throw new LinkException(
              new Fault.Timeout(
                  target() + " takes no more bytes: " + rest.remaining() + " unsent"));
        }
        LockSupport.parkNanos(WRITE_PAUSE_NANOS);
      }
      open.configureBlocking(true);
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost("while writing", e);
    }
  }

  @Override
  public int read(byte[] buffer, Deadline deadline) throws LinkException {
    SocketChannel open = opened();
    try {
      if (deadline.passed()) {
        int ready = readReady(open, ByteBuffer.wrap(buffer));
        if (ready > 0) {
          return ready;
        }
        if (ready == 0) {
          throw new SocketTimeoutException("deadline has passed");
        }
        throw hungUp();
      }
      open.socket().setSoTimeout(millis(deadline));
      InputStream in = open.socket().getInputStream();
      int count = in.read(buffer);
      if (count < 0) {
        throw hungUp();
      }
      return count;
    } catch (SocketTimeoutException e) {
      throw new LinkException(new Fault.Timeout("No answer from " + target() + " in time"), e);
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost("while reading", e);
    }
  }

  @Override
  public void drain() throws LinkException {
    SocketChannel open = opened();
    ByteBuffer waste = ByteBuffer.allocate(8192);
    try {
      for (int total = 0; total < DRAIN_LIMIT_BYTES; ) {
        int count = readReady(open, waste.clear());
        if (count < 0) {
          throw hungUp();
        }
        if (count == 0) {
          return;
        }
        total += count;
      }
      close();
      throw new LinkException(
          new Fault.Protocol(target() + " sends without end: over 1 MiB that nobody asked for"));
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      throw lost("while reading", e);
    }
  }

  private static int readReady(SocketChannel open, ByteBuffer into) throws IOException {
    open.configureBlocking(false);
    int count = open.read(into);
    open.configureBlocking(true);
    return count;
  }

  private SocketChannel opened() throws LinkException {
    SocketChannel open = channel;
    if (open == null || !open.isConnected()) {
      throw new LinkException(new Fault.Gone("No open connection to " + target()));
    }
    return open;
  }

  private LinkException hungUp() {
    close();
    return new LinkException(new Fault.Gone(target() + " closed the connection"));
  }

  private LinkException lost(String when, IOException e) {
    boolean byUs = closed || e instanceof ClosedChannelException;
    close();
    return byUs
        ? new LinkException(
            new Fault.Gone("The connection to " + target() + " was closed " + when), e)
        : gone("Lost " + target() + " " + when, e);
  }

  private static LinkException gone(String what, IOException e) {
    return new LinkException(new Fault.Gone(what + ": " + e.getMessage()), e);
  }

  /// What is left, at least 1: to a socket, 0 means forever.
  private static int millis(Deadline deadline) {
    return (int) Math.clamp(deadline.remaining().plusNanos(999_999).toMillis(), 1, 3_600_000);
  }

  @Override
  public boolean isOpen() {
    SocketChannel open = channel;
    return !closed && open != null && open.isConnected();
  }

  @Override
  public String target() {
    return "tcp://" + host + ":" + port;
  }

  @Override
  public void close() {
    synchronized (gate) {
      closed = true;
      SocketChannel open = channel;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // Closing is all that is left to do; a failure of it changes nothing for the caller.
        }
      }
    }
  }
}
