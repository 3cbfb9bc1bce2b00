package org.khue.sim.device.scpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.sim.device.Condition;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Peers;
import org.khue.sim.device.Place;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.Places;
import org.khue.sim.ledger.Count;

final class ScpiTest {
  private final ManualClock clock = new ManualClock();
  private final SimulatedSupply supply = new SimulatedSupply(place("scpi-power-supply"));
  private final SimulatedScope scope = new SimulatedScope(place("scpi-oscilloscope"));

  private Place place(String profile) {
    return Places.place(
        profile, "{ host: 127.0.0.1, port: 0 }", Places.world(clock, Places.LESSON - 2));
  }

  @BeforeEach
  void open() throws PlaceTakenException {
    supply.open();
    scope.open();
  }

  @AfterEach
  void close() {
    supply.close();
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({
    "MEASure[:SCALar]:VOLTage[:DC]?, MEAS:VOLT?, true",
    "MEASure[:SCALar]:VOLTage[:DC]?, measure:scalar:voltage:dc?, true",
    "MEASure[:SCALar]:VOLTage[:DC]?, MEAS:VOLT:DC?, true",
    "MEASure[:SCALar]:VOLTage[:DC]?, MEAS:VOLT, false",
    "MEASure[:SCALar]:VOLTage[:DC]?, MEASU:VOLT?, false",
    "MEASure[:SCALar]:VOLTage[:DC]?, MEAS:SCAL?, false",
    "[SOURce:]VOLTage, VOLT, true",
    "[SOURce:]VOLTage, SOUR:VOLTAGE, true",
    "*IDN?, *idn?, true",
    "*IDN?, IDN?, false",
  })
  void headersMatchInTheirShortAndLongFormsOnly(String manual, String header, boolean matches) {
    assertEquals(matches, HeaderPattern.of(manual).matches(header));
  }

  @Test
  void theIdentityHasFourParts() throws IOException {
    try (Line line = new Line(supply.port())) {
      assertEquals(4, line.ask("*IDN?").split(",").length);
    }
  }

  @Test
  void theOutputFollowsItsSettingsAndItsCurrentLimit() throws IOException {
    try (Line line = new Line(supply.port())) {
      assertEquals("0", line.ask("OUTP?"));
      assertEquals("0.0000", line.ask("MEAS:VOLT?"));
      line.send("VOLT 12;:OUTP ON");
      assertEquals(12, line.number("MEASure:VOLTage?"), 0.01);
      assertEquals(12, line.number("VOLTage?"), 0);
      double ohms = 12 / line.number("MEASure:CURRent?");

      line.send("CURR 0.1");
      assertEquals(0.1, line.number("MEASure:CURRent?"), 0.001);
      assertEquals(0.1 * ohms, line.number("MEASure:VOLTage?"), 0.2);

      line.send("OUTPut OFF");
      assertEquals("0", line.ask("OUTPut:STATe?"));
      assertEquals("0.0000", line.ask("MEAS:CURR?"));
    }
  }

  @Test
  void errorsQueueUpAndAreTakenOneByOne() throws IOException {
    try (Line line = new Line(supply.port())) {
      line.send("VOLT 99");
      line.send("VOLT");
      line.send("VOLT five");
      line.send("NONSENSE 1");
      assertEquals("-222,\"Data out of range\"", line.ask("SYST:ERR?"));
      assertEquals("-109,\"Missing parameter\"", line.ask("SYST:ERR:NEXT?"));
      assertEquals("-224,\"Illegal parameter value\"", line.ask("SYSTem:ERRor?"));
      assertEquals("-113,\"Undefined header\"", line.ask("SYST:ERR?"));
      assertEquals("0,\"No error\"", line.ask("SYST:ERR?"));
      assertEquals(5.0, line.number("VOLT?"), "refused settings change nothing");
    }
  }

  @Test
  void aFullErrorQueueSaysSo() throws IOException {
    try (Line line = new Line(supply.port())) {
      for (int i = 0; i < 30; i++) {
        line.send("NONSENSE");
      }
      for (int i = 0; i < 19; i++) {
        assertEquals("-113,\"Undefined header\"", line.ask("SYST:ERR?"));
      }
      assertEquals("-350,\"Queue overflow\"", line.ask("SYST:ERR?"));
      assertEquals("0,\"No error\"", line.ask("SYST:ERR?"));
    }
  }

  @Test
  void theStatusRegistersFollowIeee488() throws IOException {
    try (Line line = new Line(supply.port())) {
      assertEquals("128", line.ask("*ESR?"), "power on");
      assertEquals("0", line.ask("*ESR?"), "reading clears it");
      line.send("*ESE 32;BAD");
      assertEquals("36", line.ask("*STB?"), "an error waits, and an enabled event");
      assertEquals("32", line.ask("*ESR?"), "command error");
      line.send("*CLS;*OPC");
      assertEquals("1;1", line.ask("*ESR?;*OPC?"));
      assertEquals("0", line.ask("*STB?"));
    }
  }

  @Test
  void aMessageGoesOnInTheSubsystemOfTheCommandBefore() throws IOException {
    try (Line line = new Line(supply.port())) {
      assertEquals("0.0000;0.0000;0", line.ask("MEAS:VOLT?;CURR?;:OUTP?"));
      assertEquals("0.0000;1;0.0000", line.ask("MEAS:VOLT?;*OPC?;CURR?"));
    }
  }

  @Test
  void aLineTooLongIsRefusedAndTheNextIsHeard() throws IOException {
    try (Line line = new Line(supply.port())) {
      line.send("X".repeat(5000));
      assertEquals("-363,\"Input buffer overrun\"", line.ask("SYST:ERR?"));
    }
  }

  @Test
  void eachAnswerOfTheTickTakesTheNextNumber() throws IOException {
    try (Line line = new Line(supply.port())) {
      assertEquals("1", line.ask("SIM:TICK?"));
      assertEquals("2;3", line.ask("SIM:TICK?;:SIM:TICK?"));
      supply.become(Condition.HANGING);
      line.socket.setSoTimeout(200);
      assertThrows(SocketTimeoutException.class, () -> line.ask("SIM:TICK?"));
      supply.become(Condition.HEALTHY);
      assertEquals("4", line.ask("SIM:TICK?"));
    }
    assertEquals(Optional.of(new Count.Ticked("tick", 4, List.of())), supply.count());
  }

  @Test
  void somebodySwitchesTheSupplyOnInLessonsAndOffAfterwards() throws IOException {
    try (Line line = new Line(supply.port())) {
      supply.step();
      assertEquals("0", line.ask("OUTP?"));
      clock.pass(Duration.ofMinutes(4));
      supply.step();
      assertEquals("1", line.ask("OUTP?"));
      line.send("OUTP OFF");
      supply.step();
      assertEquals("0", line.ask("OUTP?"), "a command is not overruled");
    }
  }

  @Test
  void theScopeRunsInLessonsAndKeepsTheLastPictureWhenStopped() throws IOException {
    try (Line line = new Line(scope.port())) {
      scope.step();
      assertEquals("STOP", line.ask(":TRIGger:STATus?"));
      assertEquals(1000, line.number(":MEASure:FREQuency? CHAN1"), 0.1);

      clock.pass(Duration.ofMinutes(4));
      scope.step();
      assertEquals("T'D", line.ask(":TRIG:STAT?"));
      double volts = line.number(":MEASure:VPP? CHAN1");
      assertTrue(volts >= 0.9 && volts <= 5.1, volts + " V");
      assertEquals(9.9e37, line.number(":MEAS:VPP? CHAN2"), 1e33);

      line.send(":STOP");
      double kept = line.number(":MEAS:VPP? CHAN1");
      clock.pass(Duration.ofSeconds(10));
      assertEquals(kept, line.number(":MEAS:VPP? CHAN1"), 0);
    }
  }

  @Test
  void garbageIsNoAnswer() throws IOException {
    try (Line line = new Line(scope.port())) {
      scope.become(Condition.GARBAGE);
      line.send("*IDN?");
      byte[] answer = line.socket.getInputStream().readNBytes(10);
      assertFalse(new String(answer, StandardCharsets.US_ASCII).startsWith("Khue"));
    }
  }

  @Test
  void socatTalksToIt() throws Exception {
    String socat = Peers.require("socat");
    String out =
        Peers.run(
            "sh", "-c", "printf '*IDN?\\n' | " + socat + " -t 1 - TCP:127.0.0.1:" + scope.port());
    assertTrue(out.startsWith("Khue,SIM-DS1052,SIM"), out);
  }

  private static final class Line implements AutoCloseable {
    final Socket socket;
    private final BufferedReader in;

    Line(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(5000);
      in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }

    void send(String message) throws IOException {
      socket.getOutputStream().write((message + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    String ask(String message) throws IOException {
      send(message);
      return String.valueOf(in.readLine());
    }

    double number(String message) throws IOException {
      return Double.parseDouble(ask(message));
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
