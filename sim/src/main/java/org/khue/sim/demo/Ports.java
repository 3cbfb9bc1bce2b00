package org.khue.sim.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// Which port is whose. All are shifted by the same number, so that several demos run side by side.
///
/// @param shift added to each default
record Ports(int shift) {
  /// One room's devices lie this far from the next room's.
  static final int PER_ROOM = 10;

  private static final int FIRST_ROOM = 21_000;

  int cloudHttp() {
    return 8080 + shift;
  }

  int cloudMqtt() {
    return 1883 + shift;
  }

  int cloudMqttTls() {
    return 8883 + shift;
  }

  /// Where the gateways find the cloud: the near end of the virtual network.
  int network() {
    return 1983 + shift;
  }

  /// Where the pages reach the switch of the virtual network.
  int networkSwitch() {
    return 1984 + shift;
  }

  int localSite(int room) {
    return 8081 + shift + room;
  }

  int roomBroker(int room) {
    return FIRST_ROOM + PER_ROOM * room + shift;
  }

  /// Where a room's gateway may look for devices that it was not told of, as `first-last`.
  String found(int room) {
    int first = roomBroker(room) + 8;
    return first + "-" + (first + 1);
  }

  /// How far the ports in the shipped file of one room move when it is played as another.
  int deviceShift(int templateRoom, int room) {
    return PER_ROOM * (room - templateRoom) + shift;
  }

  /// Those of the named ports that another program holds, each as a line for the person.
  static List<String> taken(List<Use> uses) {
    List<String> taken = new ArrayList<>();
    for (Use use : uses) {
      if (use.port() < 1 || use.port() > 65_535) {
        taken.add(
            "port %d (%s) does not exist: choose another --port-base"
                .formatted(use.port(), use.what()));
      } else if (!isFree(use)) {
        taken.add("port %d (%s) is taken by another program".formatted(use.port(), use.what()));
      }
    }
    return taken;
  }

  private static boolean isFree(Use use) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      if (use.udp()) {
        new DatagramSocket(new InetSocketAddress(loopback, use.port())).close();
      } else {
        try (ServerSocket socket = new ServerSocket()) {
          socket.setReuseAddress(true);
          socket.bind(new InetSocketAddress(loopback, use.port()));
        }
      }
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /// A port and what it is for.
  record Use(int port, boolean udp, String what) {}
}
