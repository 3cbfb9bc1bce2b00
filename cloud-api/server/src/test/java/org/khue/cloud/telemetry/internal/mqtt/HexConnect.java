package org.khue.cloud.telemetry.internal.mqtt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// A CONNECT packet by hand (MQTT 5, section 3.1), for tests that then misbehave.
final class HexConnect {
  /// Where the low byte of the keep alive stands.
  static final int KEEP_ALIVE_LOW = 11;

  private HexConnect() {}

  static byte[] mqtt5(String gateway, String secret) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    text(body, "MQTT");
    body.write(5);
    body.write(0b1100_0010); // user name, password, clean start
    body.write(0);
    body.write(60);
    body.write(0); // no properties
    text(body, gateway);
    text(body, gateway);
    text(body, secret);
    ByteArrayOutputStream packet = new ByteArrayOutputStream();
    packet.write(0x10);
    packet.write(body.size());
    packet.writeBytes(body.toByteArray());
    return packet.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }
}
