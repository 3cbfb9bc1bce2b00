package org.khue.sim.device.modbus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.sim.device.Condition;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Peers;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.Places;
import org.khue.sim.ledger.Count;

final class SimulatedMeterTest {
  private final ManualClock clock = new ManualClock();
  private final SimulatedMeter meter = meter(0);

  private SimulatedMeter meter(int port) {
    return new SimulatedMeter(
        Places.place(
            "sdm120",
            "{ host: 127.0.0.1, port: " + port + ", unit-id: 1 }",
            Places.world(clock, Places.LESSON - 2)));
  }

  @BeforeEach
  void open() throws PlaceTakenException {
    meter.open();
  }

  @AfterEach
  void close() {
    meter.close();
  }

  @Test
  void voltageTimesCurrentTimesFactorIsThePowerOnTheWire() throws IOException {
    clock.pass(Duration.ofMinutes(5)); // into the lesson
    try (Line line = new Line()) {
      float volts = line.figure(0x0000);
      float amperes = line.figure(0x0006);
      float watts = line.figure(0x000C);
      float factor = line.figure(0x001E);

      assertEquals(220, volts, 10);
      assertEquals(watts, volts * amperes * factor, 0.1);
      assertTrue(watts > 700 && watts < 3600, watts + " W in a lesson");
      assertEquals(50, line.figure(0x0046), 0.1);
    }
  }

  @Test
  void anEmptyRoomDrawsLessThanTheLimitOfUse() throws IOException {
    try (Line line = new Line()) {
      assertTrue(line.figure(0x000C) < 15);
    }
  }

  @Test
  void energyIsPowerTimesTime() throws IOException {
    try (Line line = new Line()) {
      clock.pass(Duration.ofMinutes(3));
      line.figure(0x000C);
      float before = line.figure(0x0048);
      double wattSeconds = 0;
      for (int second = 0; second < 3600; second++) {
        wattSeconds += line.figure(0x000C);
        clock.pass(Duration.ofSeconds(1));
      }
      assertEquals(wattSeconds / 3.6e6, line.figure(0x0048) - before, 0.02);
    }
  }

  @Test
  void eachReadOfTheTickTakesTheNextNumber() throws IOException {
    try (Line line = new Line()) {
      assertEquals("0404" + "00000001", line.ask("04FC000002"));
      assertEquals("0404" + "00000002", line.ask("04FC000002"));
    }
    assertEquals(Optional.of(new Count.Ticked("tick", 2, List.of())), meter.count());
  }

  @Test
  void otherRegistersFunctionsAndUnitsGetTheirExceptions() throws IOException {
    try (Line line = new Line()) {
      assertEquals("8402", line.ask("0400020002"), "a register that the meter does not have");
      assertEquals("8402", line.ask("04000003E8"), "far too many registers");
      assertEquals("8402", line.ask("04FC000004"), "the tick with its neighbours");
      assertEquals("8302", line.ask("0300160002"), "a holding register that it does not have");
      assertEquals("8101", line.ask("0100000001"), "coils");
      assertEquals("8701", line.ask("07"), "exception status");
      assertEquals("840B", line.askUnit(9, "0400000002"), "a unit that is not there");
      assertEquals("0404", line.ask("0400000002").substring(0, 4), "and it still answers");
    }
  }

  @Test
  void severalFiguresAreReadAtOnceWithZerosBetween() throws IOException {
    try (Line line = new Line()) {
      String answer = line.ask("040000000E");
      assertEquals(4 + 14 * 4, answer.length());
      assertEquals("00000000", answer.substring(4 + 8, 4 + 16));
    }
  }

  @Test
  void theIdentificationNamesTheMeter() throws IOException {
    try (Line line = new Line()) {
      byte[] answer = HexFormat.of().parseHex(line.ask("2B0E0100"));
      assertArrayEquals(HexFormat.of().parseHex("2B0E0181000003"), Arrays.copyOf(answer, 7));
      assertTrue(new String(answer, StandardCharsets.US_ASCII).contains("SDM120-Modbus"));
      assertEquals("2B0E048100000102", line.ask("2B0E0402").substring(0, 16));
      assertEquals("AB02", line.ask("2B0E0409"));
      assertEquals("AB03", line.ask("2B0E0900"));
    }
  }

  @Test
  void theSerialNumberIsInTheHoldingRegisters() throws IOException {
    try (Line line = new Line()) {
      int serial = Integer.parseUnsignedInt(line.ask("03FC000002").substring(4), 16);
      assertTrue(serial >= 10_000_000 && serial < 100_000_000, serial + "");
    }
  }

  @Test
  void anUnpluggedMeterRefusesConnectionsAndComesBackOnItsPort() throws IOException {
    int port = meter.port();
    meter.become(Condition.UNPLUGGED);
    assertThrows(ConnectException.class, () -> new Line().close());

    meter.become(Condition.HEALTHY);
    assertEquals(port, meter.port());
    try (Line line = new Line()) {
      assertEquals("040400000001", line.ask("04FC000002"));
    }
  }

  @Test
  void aHangingMeterAnswersNothingAndCountsNothing() throws IOException {
    try (Line line = new Line()) {
      meter.become(Condition.HANGING);
      line.socket.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> line.ask("04FC000002"));
    }
    assertEquals(Optional.of(new Count.Ticked("tick", 0, List.of())), meter.count());
  }

  @Test
  void garbageIsNoModbusAndCountsNothing() throws IOException {
    try (Line line = new Line()) {
      meter.become(Condition.GARBAGE);
      line.send(1, "04FC000002");
      byte[] garbage = line.in.readNBytes(8);
      assertFalse(garbage[2] == 0 && garbage[3] == 0, "protocol 0 would be Modbus");
    }
    assertEquals(Optional.of(new Count.Ticked("tick", 0, List.of())), meter.count());
  }

  @Test
  void aTakenPortIsNamedWithWhatToDo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      PlaceTakenException taken =
          assertThrows(PlaceTakenException.class, () -> meter(other.getLocalPort()).open());
      assertTrue(taken.toString().contains("TCP port 127.0.0.1:" + other.getLocalPort()));
      assertTrue(taken.toString().contains("--port-base"));
    }
  }

  @Test
  void mbpollReadsTheVoltage() throws Exception {
    String out =
        Peers.run(
            "mbpoll",
            "-m",
            "tcp",
            "-p",
            String.valueOf(meter.port()),
            "-a",
            "1",
            "-0",
            "-t",
            "3:float",
            "-B",
            "-r",
            "0",
            "-c",
            "1",
            "-1",
            "127.0.0.1");
    Matcher value = Pattern.compile("\\[0]:\\s+([0-9.]+)").matcher(out);
    assertTrue(value.find(), out);
    assertEquals(220, Double.parseDouble(value.group(1)), 10);
  }

  @Test
  void mbpollReadsTheTick() throws Exception {
    String out =
        Peers.run(
            "mbpoll",
            "-m",
            "tcp",
            "-p",
            String.valueOf(meter.port()),
            "-a",
            "1",
            "-0",
            "-t",
            "3:int",
            "-B",
            "-r",
            "64512",
            "-c",
            "1",
            "-1",
            "127.0.0.1");
    assertTrue(Pattern.compile("\\[64512]:\\s+1\\s").matcher(out).find(), out);
  }

  @Test
  void mbpollIsToldOfRegistersThatAreNotThere() throws Exception {
    String out =
        Peers.run(
            "mbpoll",
            "-m",
            "tcp",
            "-p",
            String.valueOf(meter.port()),
            "-a",
            "1",
            "-0",
            "-t",
            "3:float",
            "-B",
            "-r",
            "2",
            "-c",
            "1",
            "-1",
            "127.0.0.1");
    assertTrue(out.contains("Illegal data address"), out);
  }

  /// Modbus TCP by hand.
  private final class Line implements AutoCloseable {
    final Socket socket = new Socket(InetAddress.getLoopbackAddress(), meter.port());
    final DataInputStream in = new DataInputStream(socket.getInputStream());
    private int transaction;

    Line() throws IOException {
      socket.setSoTimeout(5000);
    }

    String ask(String pdu) throws IOException {
      return askUnit(1, pdu);
    }

    String askUnit(int unit, String pdu) throws IOException {
      send(unit, pdu);
      assertEquals(transaction, in.readUnsignedShort());
      assertEquals(0, in.readUnsignedShort());
      int length = in.readUnsignedShort();
      assertEquals(unit, in.readUnsignedByte());
      return HexFormat.of().withUpperCase().formatHex(in.readNBytes(length - 1));
    }

    void send(int unit, String pdu) throws IOException {
      byte[] bytes = HexFormat.of().parseHex(pdu);
      ByteBuffer frame = ByteBuffer.allocate(7 + bytes.length);
      frame.putShort((short) ++transaction).putShort((short) 0);
      frame.putShort((short) (bytes.length + 1)).put((byte) unit).put(bytes);
      socket.getOutputStream().write(frame.array());
    }

    float figure(int register) throws IOException {
      String answer = ask("04%04X0002".formatted(register));
      assertEquals("0404", answer.substring(0, 4));
      return Float.intBitsToFloat(Integer.parseUnsignedInt(answer.substring(4), 16));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
