package org.khue.driver;

import java.net.URI;

/// Gives drivers their way to the wire: the only seam of I/O for those that frame bytes themselves.
public interface Links {

  /// A TCP connection, not yet open.
  ByteLink tcp(String host, int port);

  /// A serial line with 8 data bits, no parity, 1 stop bit, not yet open.
  ///
  /// @param path the device file, such as `/dev/serial/by-id/…`
  ByteLink serial(String path, int baud);

  /// The MQTT 3.1.1 broker of the room: the gateway's own or an external one, such as
  /// `tcp://127.0.0.1:1884`.
  URI roomBroker();

  /// A keyed hash (HMAC-SHA-256, hex) of a card number under the gateway's secret, so that the
  /// number itself goes nowhere.
  String cardHash(byte[] number);
}
