package org.khue.driver.modbus;

import com.digitalpetri.modbus.MbapHeader;
import com.digitalpetri.modbus.ModbusTcpFrame;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one TCP connection to a gateway address, used by all devices (unit ids) behind it.
///
/// One request is under way at a time, since serial gateways mix up more. An answer counts only
/// with the transaction number of the request that waits; a late one is dropped. After [#SILENCES]
/// requests in a row without any answer the connection is made anew: a peer that lost its place in
/// the stream never finds it again.
final class ModbusConnection {
  private static final Logger log = LoggerFactory.getLogger(ModbusConnection.class);
  private static final int SILENCES = 3;

  private final String target;
  private final ModbusSockets sockets;
  private final ReentrantLock oneAtATime = new ReentrantLock(true);
  private volatile @Nullable Channel channel;
  private volatile @Nullable Exchange waiting;
  private int transaction;
  private int silences;

  /// @param owner whose request it is, so that its closing can end it
  /// @param via the connection that it went out on: only its loss matters
  private record Exchange(
      Object owner,
      Channel via,
      int transaction,
      int unit,
      CompletableFuture<Outcome<byte[]>> answer) {
    void fail(Fault fault) {
      answer.complete(Outcome.failed(fault));
    }
  }

  ModbusConnection(String target, ModbusSockets sockets) {
    this.target = target;
    this.sockets = sockets;
  }

  /// Sends a request and waits for its answer, connecting first if need be.
  ///
  /// @param patience the longest wait for this answer, within the deadline
  Outcome<byte[]> ask(
      Object owner, int unit, byte[] request, Duration patience, Deadline deadline) {
    boolean mine = false;
    try {
      mine = oneAtATime.tryLock(deadline.remaining().toMillis(), TimeUnit.MILLISECONDS);
      return mine
          ? askAlone(owner, unit, request, patience, deadline)
          : Outcome.failed(
              new Fault.Timeout(target + " was busy with other devices until the deadline"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.failed(new Fault.Gone("Stopped while waiting for " + target));
    } finally {
      if (mine) {
        oneAtATime.unlock();
      }
    }
  }

  private Outcome<byte[]> askAlone(
      Object owner, int unit, byte[] request, Duration patience, Deadline deadline)
      throws InterruptedException {
    switch (opened(deadline)) {
      case Outcome.Failed<Channel>(Fault fault) -> {
        return Outcome.failed(fault);
      }
      case Outcome.Ok<Channel>(Channel open) -> {
        transaction = transaction + 1 & 0xFFFF;
        Exchange exchange = new Exchange(owner, open, transaction, unit, new CompletableFuture<>());
        waiting = exchange;
        try {
          send(exchange, request);
          return await(exchange, patience, deadline);
        } finally {
          waiting = null;
        }
      }
    }
  }

  private Outcome<Channel> opened(Deadline deadline) throws InterruptedException {
    Channel open = channel;
    if (open != null && open.isActive()) {
      return Outcome.ok(open);
    }
    Outcome<Channel> attempt = sockets.connect(this, deadline);
    if (attempt instanceof Outcome.Ok<Channel>(Channel fresh)) {
      channel = fresh;
    }
    return attempt;
  }

  private void send(Exchange exchange, byte[] request) {
    MbapHeader header = new MbapHeader(exchange.transaction, 0, request.length + 1, exchange.unit);
    exchange
        .via
        .writeAndFlush(new ModbusTcpFrame(header, ByteBuffer.wrap(request)))
        .addListener(sent -> {
          if (!sent.isSuccess()) {
            exchange.fail(new Fault.Gone("Cannot send to " + target + ": " + sent.cause()));
          }
        });
  }

  private Outcome<byte[]> await(Exchange exchange, Duration patience, Deadline deadline)
      throws InterruptedException {
    Duration left = deadline.remaining();
    long millis = Math.max(1, (left.compareTo(patience) < 0 ? left : patience).toMillis());
    try {
      Outcome<byte[]> answer = exchange.answer.get(millis, TimeUnit.MILLISECONDS);
      silences = 0;
      return answer;
    } catch (TimeoutException e) {
      if (++silences >= SILENCES) {
        disconnect();
      }
      return Outcome.failed(
          new Fault.Timeout(
              target + " unit " + exchange.unit + " gave no answer within " + millis + " ms"));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// A frame has come; called by the event loop.
  void received(ModbusTcpFrame frame) {
    Exchange exchange = waiting;
    if (exchange == null || frame.header().transactionId() != exchange.transaction) {
      log.debug("Dropped a late answer from {}", target);
      return;
    }
    if (frame.header().unitId() != exchange.unit) {
      exchange.fail(
          new Fault.Protocol(
              target
                  + " answered for unit "
                  + frame.header().unitId()
                  + " when unit "
                  + exchange.unit
                  + " was asked: look for two devices with one unit id"));
      return;
    }
    byte[] pdu = new byte[frame.pdu().remaining()];
    frame.pdu().get(pdu);
    exchange.answer.complete(Outcome.ok(pdu));
  }

  /// The connection is gone; called by the event loop.
  ///
  /// @param fault why
  void lost(Channel gone, Fault fault) {
    if (channel == gone) {
      channel = null;
    }
    Exchange exchange = waiting;
    if (exchange != null && exchange.via == gone) {
      exchange.fail(fault);
    }
  }

  /// Ends the request of an owner that closes.
  void abandon(Object owner) {
    Exchange exchange = waiting;
    if (exchange != null && exchange.owner == owner) {
      exchange.fail(new Fault.Gone("Closed while waiting for " + target));
    }
  }

  void disconnect() {
    silences = 0;
    Channel open = channel;
    channel = null;
    if (open != null) {
      open.close();
    }
  }

  boolean isOpen() {
    Channel open = channel;
    return open != null && open.isActive();
  }

  String target() {
    return target;
  }
}
