package org.khue.driver.pn532;

import java.io.ByteArrayOutputStream;

/// What goes over the line in either direction (UM0701-02, section 6.2.1).
sealed interface Frame {
  /// Sent by the host; the chip answers with [#FROM_CHIP].
  int TO_CHIP = 0xD4;

  int FROM_CHIP = 0xD5;

  /// More than any command or answer needs (UM0701-02, section 6.2.1.2: at most 264).
  int LENGTH_LIMIT = 265;

  /// The last frame arrived; from the host it also ends a command that still runs.
  record Ack() implements Frame {}

  /// The last frame arrived damaged.
  record Nack() implements Frame {}

  /// The chip does not understand the last command.
  record SyntaxError() implements Frame {}

  /// @param data what follows the direction byte: the code and its parameters
  record Information(byte[] data) implements Frame {}

  static byte[] ack() {
    return new byte[] {0, 0, (byte) 0xFF, 0, (byte) 0xFF, 0};
  }

  static byte[] nack() {
    return new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF, 0, 0};
  }

  /// A command in a frame: a normal one up to 255 bytes, else an extended one.
  static byte[] command(int code, byte... parameters) {
    int length = parameters.length + 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, (byte) 0xFF});
    if (length <= 0xFF) {
      out.write(length);
      out.write(-length);
    } else {
      out.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xFF});
      out.write(length >> 8);
      out.write(length);
      out.write(-((length >> 8) + length));
    }
    int sum = TO_CHIP + code;
    out.write(TO_CHIP);
    out.write(code);
    for (byte each : parameters) {
      out.write(each);
      sum += each;
    }
    out.write(-sum);
    out.write(0);
    return out.toByteArray();
  }
}
