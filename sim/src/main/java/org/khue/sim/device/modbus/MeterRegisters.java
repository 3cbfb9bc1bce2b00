package org.khue.sim.device.modbus;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.khue.sim.device.power.Electricity;

/// The registers of an Eastron SDM120: two 16-bit registers a figure, high word first. Source: the
/// maker's Modbus protocol tables (input registers by function 04, holding by function 03).
final class MeterRegisters {
  private static final int MOST_REGISTERS = 80;

  private MeterRegisters() {}

  /// Input registers: measured, IEEE 754 single precision.
  ///
  /// @param kilowattHours imported active energy
  static Map<Integer, byte[]> input(Electricity now, double kilowattHours) {
    Map<Integer, byte[]> registers = new HashMap<>();
    put(registers, 0x0000, now.voltage());
    put(registers, 0x0006, now.current());
    put(registers, 0x000C, now.power());
    put(registers, 0x0012, now.apparentPower());
    put(registers, 0x0018, now.reactivePower());
    put(registers, 0x001E, now.powerFactor());
    put(registers, 0x0024, now.phaseAngle());
    put(registers, 0x0046, now.frequency());
    put(registers, 0x0048, kilowattHours);
    put(registers, 0x004A, 0);
    double reactive = kilowattHours * Math.tan(Math.acos(now.powerFactor()));
    put(registers, 0x004C, reactive);
    put(registers, 0x004E, 0);
    put(registers, 0x0156, kilowattHours);
    put(registers, 0x0158, reactive);
    return registers;
  }

  /// Holding registers: the node's address, its baud rate code (2 = 9600), its serial number, meter
  /// code and software version.
  static Map<Integer, byte[]> holding(int unitId, int serialNumber) {
    Map<Integer, byte[]> registers = new HashMap<>();
    put(registers, 0x0014, unitId);
    put(registers, 0x001C, 2);
    registers.put(0xFC00, whole(serialNumber));
    registers.put(0xFC02, whole(0x0020_0100));
    return registers;
  }

  static byte[] whole(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  /// The registers from `address` on, if the meter would give them: the range starts and ends with
  /// a figure. Unused registers between figures read as 0.
  ///
  /// @return null if the meter refuses
  static byte @org.jspecify.annotations.Nullable [] range(
      Map<Integer, byte[]> registers, int address, int quantity) {
    if (quantity < 1
        || quantity > MOST_REGISTERS
        || !registers.containsKey(address)
        || !registers.containsKey((address + quantity - 1) & ~1)) {
      return null;
    }
    byte[] bytes = new byte[quantity * 2];
    registers.forEach((at, figure) -> {
      int offset = (at - address) * 2;
      if (offset >= 0 && offset < bytes.length) {
        System.arraycopy(figure, 0, bytes, offset, Math.min(figure.length, bytes.length - offset));
      }
    });
    return bytes;
  }

  private static void put(Map<Integer, byte[]> registers, int address, double value) {
    registers.put(address, ByteBuffer.allocate(4).putFloat((float) value).array());
  }
}
