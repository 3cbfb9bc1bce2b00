package org.khue.driver.modbus;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.khue.driver.Fault;
import org.khue.driver.Outcome;

/// Requests and answers without their envelope (Application Protocol V1.1b3, section 6).
final class Pdu {
  private static final int WRITE_COIL = 0x05;
  private static final int WRITE_REGISTER = 0x06;
  private static final int WRITE_REGISTERS = 0x10;
  private static final int EXCEPTION_BIT = 0x80;

  private Pdu() {}

  static byte[] read(Table table, int start, int count) {
    return ByteBuffer.allocate(5)
        .put((byte) table.readFunction)
        .putShort((short) start)
        .putShort((short) count)
        .array();
  }

  static byte[] write(Address address, double value) {
    if (address.table().bits()) {
      return single(WRITE_COIL, address.register(), (short) (value == 0 ? 0 : 0xFF00));
    }
    byte[] registers = address.type().encode(value, address.highWordFirst());
    if (registers.length == 2) {
      return single(WRITE_REGISTER, address.register(), ByteBuffer.wrap(registers).getShort());
    }
    return ByteBuffer.allocate(6 + registers.length)
        .put((byte) WRITE_REGISTERS)
        .putShort((short) address.register())
        .putShort((short) (registers.length / 2))
        .put((byte) registers.length)
        .put(registers)
        .array();
  }

  private static byte[] single(int function, int register, short value) {
    return ByteBuffer.allocate(5)
        .put((byte) function)
        .putShort((short) register)
        .putShort(value)
        .array();
  }

  /// The answer's bytes, or the fault that it tells.
  static Outcome<byte[]> check(byte[] request, byte[] answer, String where) {
    if (answer.length > 0 && answer[0] == request[0]) {
      return Outcome.ok(answer);
    }
    if (answer.length == 2 && answer[0] == (byte) (request[0] | EXCEPTION_BIT)) {
      return Outcome.failed(exception(answer[1] & 0xFF, where));
    }
    return protocol("an answer to another function", where);
  }

  /// The data of a checked answer to [#read].
  static Outcome<byte[]> readData(byte[] answer, int expected, String where) {
    if (answer.length == 2 + expected && (answer[1] & 0xFF) == expected) {
      return Outcome.ok(Arrays.copyOfRange(answer, 2, answer.length));
    }
    return protocol((answer.length - 2) + " bytes of data instead of " + expected, where);
  }

  /// Whether a checked answer to [#write] repeats what was written, as it must.
  static Outcome<byte[]> written(byte[] request, byte[] answer, String where) {
    if (answer.length == 5 && Arrays.equals(answer, 0, 5, request, 0, 5)) {
      return Outcome.ok(answer);
    }
    return protocol("a receipt for another write", where);
  }

  private static Outcome<byte[]> protocol(String what, String where) {
    return Outcome.failed(
        new Fault.Protocol(where + " sent " + what + ": check that it speaks Modbus TCP"));
  }

  /// Section 7 of the Application Protocol: what an exception code means for us.
  static Fault exception(int code, String where) {
    return switch (code) {
      case 1 -> new Fault.Refused(where + " does not know the function (exception 1)");
      case 2 ->
          new Fault.Refused(
              where + " has no such address (exception 2): compare the profile with its manual");
      case 3 -> new Fault.Refused(where + " refuses the value or the length (exception 3)");
      case 4 -> new Fault.Refused(where + " failed while doing it (exception 4)");
      case 5, 6 -> new Fault.Busy(where + " is busy (exception " + code + "): try later");
      case 8 -> new Fault.Refused(where + " reports a memory parity error (exception 8)");
      case 10 ->
          new Fault.Gone(
              where + ": the serial gateway has no way to it (exception 10): check its port");
      case 11 ->
          new Fault.Timeout(
              where
                  + ": the serial gateway got no answer (exception 11): check wiring and unit id");
      default -> new Fault.Refused(where + " refused with exception " + code);
    };
  }
}
