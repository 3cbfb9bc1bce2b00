package org.khue.sim.device.pn532;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The frames of a PN532 on a serial line. Source: NXP UM0701-02, section 6.2.1. Not for several
/// threads at once.
final class Frames {
  /// From the host to the chip; the chip answers with [#TO_HOST].
  private static final int TO_CHIP = 0xD4;

  private static final int TO_HOST = 0xD5;
  private static final byte[] ACK = {0, 0, (byte) 0xFF, 0, (byte) 0xFF, 0};

  /// The chip's answer to what it does not understand: "application level error".
  private static final byte[] ERROR = {0, 0, (byte) 0xFF, 1, (byte) 0xFF, 0x7F, (byte) 0x81, 0};

  /// What the host said.
  sealed interface Heard {
    /// @param code the command
    record Command(int code, byte[] parameters) implements Heard {}

    /// The host has the answer, or wants none any more.
    record Ack() implements Heard {}

    /// The host asks for the last answer once more.
    record Nack() implements Heard {}
  }

  private static final int LONGEST = 265;
  private byte[] pending = new byte[0];

  static byte[] ack() {
    return ACK.clone();
  }

  static byte[] error() {
    return ERROR.clone();
  }

  /// An answer in a normal frame.
  ///
  /// @param code the command that it answers
  static byte[] answer(int code, byte[] data) {
    int length = data.length + 2;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {0, 0, (byte) 0xFF, (byte) length, (byte) -length});
    out.write(TO_HOST);
    out.write(code + 1);
    out.writeBytes(data);
    int sum = TO_HOST + code + 1;
    for (byte part : data) {
      sum += part;
    }
    out.write(-sum);
    out.write(0);
    return out.toByteArray();
  }

  /// Takes bytes as they come. Wake-up bytes and frames with a wrong sum are passed over: the host
  /// then misses its acknowledgement.
  List<Heard> feed(byte[] bytes, int count) {
    byte[] all = new byte[pending.length + count];
    System.arraycopy(pending, 0, all, 0, pending.length);
    System.arraycopy(bytes, 0, all, pending.length, count);
    List<Heard> heard = new ArrayList<>();
    int at = 0;
    while (true) {
      int start = startCode(all, at);
      if (start < 0) {
        at = Math.max(at, all.length - 1); // a last 00 may begin the next start code
        break;
      }
      int end = read(all, start + 2, heard);
      if (end < 0) {
        at = start;
        break;
      }
      at = end;
    }
    pending = Arrays.copyOfRange(all, Math.max(at, all.length - LONGEST), all.length);
    return heard;
  }

  void reset() {
    pending = new byte[0];
  }

  private static int startCode(byte[] all, int from) {
    for (int i = from; i + 1 < all.length; i++) {
      if (all[i] == 0 && all[i + 1] == (byte) 0xFF) {
        return i;
      }
    }
    return -1;
  }

  /// @param at after the start code
  /// @return where to go on, or -1 if the frame is not whole yet
  private static int read(byte[] all, int at, List<Heard> heard) {
    if (at + 1 >= all.length) {
      return -1;
    }
    int length = all[at] & 0xFF;
    int check = all[at + 1] & 0xFF;
    if (length == 0 && check == 0xFF) {
      heard.add(new Heard.Ack());
      return at + 2;
    }
    if (length == 0xFF && check == 0) {
      heard.add(new Heard.Nack());
      return at + 2;
    }
    if (((length + check) & 0xFF) != 0 || length < 2) {
      return at;
    }
    int data = at + 2;
    if (data + length >= all.length) {
      return -1;
    }
    int sum = 0;
    for (int i = data; i <= data + length; i++) {
      sum += all[i];
    }
    if ((sum & 0xFF) == 0 && (all[data] & 0xFF) == TO_CHIP) {
      heard.add(
          new Heard.Command(
              all[data + 1] & 0xFF, Arrays.copyOfRange(all, data + 2, data + length)));
    }
    return data + length + 1;
  }
}
