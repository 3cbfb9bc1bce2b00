package org.khue.sim.device.modbus;

import com.digitalpetri.modbus.ExceptionCode;
import com.digitalpetri.modbus.FunctionCode;
import com.digitalpetri.modbus.exceptions.ModbusResponseException;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadHoldingRegistersResponse;
import com.digitalpetri.modbus.pdu.ReadInputRegistersRequest;
import com.digitalpetri.modbus.pdu.ReadInputRegistersResponse;
import com.digitalpetri.modbus.server.ModbusRequestContext;
import com.digitalpetri.modbus.server.ModbusServices;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.sim.ledger.Ticks;

/// What the meter answers. All other functions are refused by the library with exception 1, other
/// registers here with exception 2.
///
/// Besides the real meter's, input register 0xFC00 (uint32) holds the number of the sample: each
/// read of it takes the next one.
final class MeterServices implements ModbusServices {
  static final int TICK_REGISTER = 0xFC00;

  private final int unitId;
  private final Supplier<Map<Integer, byte[]>> input;
  private final Map<Integer, byte[]> holding;
  private final Ticks ticks;

  MeterServices(
      int unitId, Supplier<Map<Integer, byte[]>> input, Map<Integer, byte[]> holding, Ticks ticks) {
    this.unitId = unitId;
    this.input = input;
    this.holding = holding;
    this.ticks = ticks;
  }

  @Override
  public ReadInputRegistersResponse readInputRegisters(
      ModbusRequestContext context, int unit, ReadInputRegistersRequest request)
      throws ModbusResponseException {
    FunctionCode function = FunctionCode.READ_INPUT_REGISTERS;
    checkUnit(function, unit);
    if (request.address() == TICK_REGISTER && request.quantity() == 2) {
      long tick = ticks.take();
      ((PeerContext) context).carries(tick);
      return new ReadInputRegistersResponse(MeterRegisters.whole(tick));
    }
    return new ReadInputRegistersResponse(
        given(function, MeterRegisters.range(input.get(), request.address(), request.quantity())));
  }

  @Override
  public ReadHoldingRegistersResponse readHoldingRegisters(
      ModbusRequestContext context, int unit, ReadHoldingRegistersRequest request)
      throws ModbusResponseException {
    FunctionCode function = FunctionCode.READ_HOLDING_REGISTERS;
    checkUnit(function, unit);
    return new ReadHoldingRegistersResponse(
        given(function, MeterRegisters.range(holding, request.address(), request.quantity())));
  }

  /// Units 0 and 255 mean the device behind this very connection (Modbus messaging on TCP/IP,
  /// section 4.4.2); any other is somebody who is not on the line.
  private void checkUnit(FunctionCode function, int unit) throws ModbusResponseException {
    if (unit != unitId && unit != 0 && unit != 255) {
      throw new ModbusResponseException(
          function, ExceptionCode.GATEWAY_TARGET_DEVICE_FAILED_TO_RESPONSE);
    }
  }

  private static byte[] given(FunctionCode function, byte @Nullable [] registers)
      throws ModbusResponseException {
    if (registers == null) {
      throw new ModbusResponseException(function, ExceptionCode.ILLEGAL_DATA_ADDRESS);
    }
    return registers;
  }
}
