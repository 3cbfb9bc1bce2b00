package org.khue.sim.device.modbus;

import com.digitalpetri.modbus.server.ModbusRequestContext.ModbusTcpRequestContext;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/// One request's connection, and the numbered samples that its answer will carry.
final class PeerContext implements ModbusTcpRequestContext {
  private final Socket socket;
  private final List<Long> ticks = new ArrayList<>(1);

  PeerContext(Socket socket) {
    this.socket = socket;
  }

  void carries(long tick) {
    ticks.add(tick);
  }

  List<Long> ticks() {
    return ticks;
  }

  @Override
  public SocketAddress localAddress() {
    return socket.getLocalSocketAddress();
  }

  @Override
  public SocketAddress remoteAddress() {
    return socket.getRemoteSocketAddress();
  }
}
