package org.khue.driver.modbus;

import com.digitalpetri.modbus.ModbusTcpFrame;
import com.digitalpetri.modbus.tcp.ModbusTcpCodec;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.Outcome;
import org.khue.driver.link.HostLookup;

/// All Modbus connections of this gateway and the one thread that serves their sockets. The thread
/// starts with the first connection taken and ends with the last one given back.
final class ModbusSockets {
  private final Map<String, Shared> taken = new HashMap<>();
  private @Nullable EventLoopGroup loop;

  private static final class Shared {
    final ModbusConnection connection;
    final String host;
    final int port;
    int users;

    Shared(ModbusConnection connection, String host, int port) {
      this.connection = connection;
      this.host = host;
      this.port = port;
    }
  }

  synchronized ModbusConnection take(String host, int port) {
    if (loop == null) {
      loop =
          new MultiThreadIoEventLoopGroup(
              1, new DefaultThreadFactory("modbus", true), NioIoHandler.newFactory());
    }
    String target = "tcp://" + host + ":" + port;
    Shared shared =
        taken.computeIfAbsent(target, t -> new Shared(new ModbusConnection(t, this), host, port));
    shared.users++;
    return shared.connection;
  }

  synchronized void giveBack(ModbusConnection connection) {
    Shared shared = taken.get(connection.target());
    if (shared == null || shared.connection != connection || --shared.users > 0) {
      return;
    }
    taken.remove(connection.target());
    connection.disconnect();
    EventLoopGroup running = loop;
    if (taken.isEmpty() && running != null) {
      loop = null;
      running.shutdownGracefully(50, 1_000, TimeUnit.MILLISECONDS);
    }
  }

  Outcome<Channel> connect(ModbusConnection connection, Deadline deadline)
      throws InterruptedException {
    String target = connection.target();
    Shared shared;
    EventLoopGroup running;
    synchronized (this) {
      shared = taken.get(target);
      running = loop;
    }
    if (shared == null || running == null || shared.connection != connection) {
      return Outcome.failed(new Fault.Gone("The connection to " + target + " is closed"));
    }
    try {
      return open(
          connection, running, HostLookup.resolve(shared.host, shared.port, deadline), deadline);
    } catch (LinkException e) {
      return Outcome.failed(e.fault());
    }
  }

  private static Outcome<Channel> open(
      ModbusConnection connection,
      EventLoopGroup loop,
      InetSocketAddress address,
      Deadline deadline)
      throws InterruptedException {
    String target = connection.target();
    ChannelFuture attempt =
        new Bootstrap()
            .group(loop)
            .channel(NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.SO_KEEPALIVE, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, millis(deadline))
            .handler(pipeline(connection))
            .connect(address);
    if (!attempt.await(millis(deadline), TimeUnit.MILLISECONDS)) {
      attempt.cancel(true);
      return Outcome.failed(new Fault.Timeout("No connection to " + target + " in time"));
    }
    if (attempt.isSuccess()) {
      return Outcome.ok(attempt.channel());
    }
    if (attempt.cause() instanceof io.netty.channel.ConnectTimeoutException) {
      return Outcome.failed(new Fault.Timeout("No connection to " + target + " in time"));
    }
    return Outcome.failed(
        new Fault.Gone(
            attempt.cause() instanceof ConnectException
                ? target + " refuses the connection: is the device on, is the port right?"
                : "Cannot connect to " + target + ": " + attempt.cause()));
  }

  private static ChannelInitializer<SocketChannel> pipeline(ModbusConnection connection) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(SocketChannel channel) {
        channel
            .pipeline()
            .addLast(new FrameGuard(), new ModbusTcpCodec(), new Receiver(connection));
      }
    };
  }

  private static int millis(Deadline deadline) {
    return (int) Math.clamp(deadline.remaining().toMillis(), 1, 60_000);
  }

  private static final class Receiver extends SimpleChannelInboundHandler<ModbusTcpFrame> {
    private final ModbusConnection connection;

    Receiver(ModbusConnection connection) {
      this.connection = connection;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ModbusTcpFrame frame) {
      connection.received(frame);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      connection.lost(
          context.channel(), new Fault.Gone(connection.target() + " closed the connection"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      Fault fault =
          cause instanceof DecoderException
              ? new Fault.Protocol(
                  connection.target()
                      + " sent bytes that are not Modbus TCP ("
                      + cause.getMessage()
                      + "): check the port")
              : new Fault.Gone(
                  "Lost "
                      + connection.target()
                      + ": "
                      + (cause instanceof IOException ? cause.getMessage() : cause));
      connection.lost(context.channel(), fault);
      context.close();
    }
  }
}
