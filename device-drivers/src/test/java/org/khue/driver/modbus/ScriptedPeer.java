package org.khue.driver.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A Modbus TCP server that answers what a test says, right or wrong, byte by byte.
final class ScriptedPeer implements AutoCloseable {

  /// @return the bytes to send; empty to say nothing
  interface Script {
    byte[] answer(Request request);
  }

  /// @param number from 1, over all connections
  record Request(int number, int transaction, int unit, byte[] pdu) {

    /// The whole answer with its header.
    byte[] with(byte[] answerPdu) {
      return frame(transaction, unit, answerPdu);
    }
  }

  final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Script script;

  ScriptedPeer(Script script) throws IOException {
    this.script = script;
    Thread.ofVirtual().start(this::welcome);
  }

  static byte[] frame(int transaction, int unit, byte[] pdu) {
    byte[] frame = new byte[7 + pdu.length];
    frame[0] = (byte) (transaction >> 8);
    frame[1] = (byte) transaction;
    frame[4] = (byte) (pdu.length + 1 >> 8);
    frame[5] = (byte) (pdu.length + 1);
    frame[6] = (byte) unit;
    System.arraycopy(pdu, 0, frame, 7, pdu.length);
    return frame;
  }

  Map<String, Object> connection(int unit, int timeoutMillis) {
    return Map.of(
        "host",
        "127.0.0.1",
        "port",
        door.getLocalPort(),
        "unit-id",
        unit,
        "timeout-ms",
        timeoutMillis,
        "identify",
        false);
  }

  private void welcome() {
    while (!door.isClosed()) {
      try {
        Socket guest = door.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(guest));
      } catch (IOException e) {
        // The door was closed.
      }
    }
  }

  private void serve(Socket guest) {
    try (guest) {
      DataInputStream in = new DataInputStream(guest.getInputStream());
      while (true) {
        int transaction = in.readUnsignedShort();
        in.readUnsignedShort();
        byte[] rest = new byte[in.readUnsignedShort()];
        in.readFully(rest);
        byte[] pdu = Arrays.copyOfRange(rest, 1, rest.length);
        Request request = new Request(requests.incrementAndGet(), transaction, rest[0] & 0xFF, pdu);
        guest.getOutputStream().write(script.answer(request));
      }
    } catch (IOException e) {
      // The guest has gone.
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
