package org.khue.sim.device.pjlink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Peers;
import org.khue.sim.device.Places;

final class SimulatedProjectorTest {
  private final ManualClock clock = new ManualClock();

  private SimulatedProjector projector(String password) {
    return new SimulatedProjector(
        Places.place(
            "pjlink-projector",
            "{ host: 127.0.0.1, port: 0, password: '" + password + "' }",
            Places.world(clock, Places.LESSON - 2)));
  }

  @Test
  void itWarmsUpBeforeItIsOnAndCoolsDownBeforeItIsOff() {
    SimulatedProjector projector = projector("");
    assertEquals("%1POWR=0", projector.answer("%1POWR ?"));

    assertEquals("%1POWR=OK", projector.answer("%1POWR 1"));
    assertEquals("%1POWR=3", projector.answer("%1POWR ?"));
    assertEquals("%1POWR=ERR3", projector.answer("%1POWR 0"), "busy");
    assertEquals("%1INPT=ERR3", projector.answer("%1INPT 11"), "busy");
    clock.pass(Duration.ofSeconds(20));
    assertEquals("%1POWR=1", projector.answer("%1POWR ?"));
    assertEquals("%1POWR=OK", projector.answer("%1POWR 1"), "it is on already");

    assertEquals("%1POWR=OK", projector.answer("%1POWR 0"));
    assertEquals("%1POWR=2", projector.answer("%1POWR ?"));
    assertEquals("%1POWR=ERR3", projector.answer("%1POWR 1"), "busy");
    clock.pass(Duration.ofSeconds(29));
    assertEquals("%1POWR=2", projector.answer("%1POWR ?"));
    clock.pass(Duration.ofSeconds(1));
    assertEquals("%1POWR=0", projector.answer("%1POWR ?"));
  }

  @Test
  void theLampAgesWhileItBurns() {
    SimulatedProjector projector = projector("");
    int before = lampHours(projector.answer("%1LAMP ?"), "0");
    clock.pass(Duration.ofHours(5));
    assertEquals(before, lampHours(projector.answer("%1LAMP ?"), "0"));

    projector.answer("%1POWR 1");
    clock.pass(Duration.ofHours(2));
    assertEquals(before + 2, lampHours(projector.answer("%1LAMP ?"), "1"));

    projector.answer("%1POWR 0");
    clock.pass(Duration.ofHours(3));
    assertEquals(before + 2, lampHours(projector.answer("%1LAMP ?"), "0"));
  }

  private static int lampHours(String answer, String lit) {
    String[] parts = answer.substring("%1LAMP=".length()).split(" ");
    assertEquals(lit, parts[1]);
    return Integer.parseInt(parts[0]);
  }

  @ParameterizedTest
  @CsvSource({
    "%1ERST ?, %1ERST=000000",
    "%1CLSS ?, %1CLSS=1",
    "%1INPT ?, %1INPT=31",
    "%1INPT 99, %1INPT=ERR2",
    "%1INPT 11, %1INPT=ERR3",
    "%1POWR 5, %1POWR=ERR2",
    "%1LAMP 1, %1LAMP=ERR2",
    "%1XXXX ?, %1XXXX=ERR1",
    "%2FREZ ?, %1FREZ=ERR1",
    "%1powr ?, %1POWR=0",
  })
  void answersAndErrorsAreThoseOfTheSpecification(String command, String answer) {
    assertEquals(answer, projector("").answer(command));
  }

  @Test
  void somebodySwitchesItOnForTheLessonEvenIfItIsBusyAtFirst() {
    SimulatedProjector projector = projector("");
    projector.answer("%1POWR 1");
    clock.pass(Duration.ofSeconds(90));
    projector.answer("%1POWR 0");
    clock.pass(Duration.ofSeconds(20)); // still cooling
    projector.step();
    clock.pass(Duration.ofSeconds(45)); // the lesson has begun
    projector.step();

    assertEquals("%1POWR=3", projector.answer("%1POWR ?"));
  }

  @Test
  void withoutAPasswordItGreetsWithZero() throws Exception {
    try (Line line = new Line(projector(""))) {
      assertEquals("PJLINK 0", line.read());
      assertEquals("%1POWR=0", line.ask("%1POWR ?"));
      assertEquals("%1CLSS=1", line.ask("%1CLSS ?"));
    }
  }

  @Test
  void withAPasswordTheFirstCommandCarriesItsDigest() throws Exception {
    try (Line line = new Line(projector("JBMIAProjectorLink"))) {
      String random = line.read().substring("PJLINK 1 ".length());
      String key = md5(random + "JBMIAProjectorLink");
      assertEquals("%1POWR=0", line.ask(key + "%1POWR ?"));
      assertEquals("%1CLSS=1", line.ask("%1CLSS ?"), "the next needs none");
    }
  }

  @Test
  void aWrongOrMissingPasswordIsRefusedAndTheConnectionEnds() throws Exception {
    SimulatedProjector projector = projector("right");
    for (String first : new String[] {"%1POWR ?", "0".repeat(32) + "%1POWR ?"}) {
      try (Line line = new Line(projector)) {
        line.read();
        assertEquals("PJLINK ERRA", line.ask(first));
        assertEquals("", line.read(), "the connection ends");
      }
    }
  }

  /// The example of the specification, section 5.
  @Test
  void theDigestIsThatOfTheSpecification() throws Exception {
    assertEquals("5d8409bc1c3fa39749434aa3a5c38682", md5("498e4a67" + "JBMIAProjectorLink"));
  }

  @Test
  void socatTalksToIt() throws Exception {
    String socat = Peers.require("socat");
    SimulatedProjector projector = projector("");
    projector.open();
    try {
      String out =
          Peers.run(
              "sh",
              "-c",
              "printf '%%1NAME ?\\r' | " + socat + " -t 1 - TCP:127.0.0.1:" + projector.port());
      assertEquals("PJLINK 0\r%1NAME=Khue projector\r", out);
    } finally {
      projector.close();
    }
  }

  @Test
  void nobodyCountsItsSamples() {
    assertEquals(Optional.empty(), projector("").count());
  }

  private static String md5(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static final class Line implements AutoCloseable {
    private final SimulatedProjector projector;
    private final Socket socket;

    Line(SimulatedProjector projector) throws Exception {
      this.projector = projector;
      projector.open();
      socket = new Socket(InetAddress.getLoopbackAddress(), projector.port());
      socket.setSoTimeout(5000);
    }

    String ask(String command) throws IOException {
      socket.getOutputStream().write((command + "\r").getBytes(StandardCharsets.US_ASCII));
      return read();
    }

    String read() throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = socket.getInputStream().read();
          next >= 0 && next != '\r';
          next = socket.getInputStream().read()) {
        line.append((char) next);
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      projector.close();
    }
  }

  @Test
  void everyVisitGetsAnotherRandomNumber() {
    Greeting greeting = new Greeting("secret", Places.world(clock, 0).noise("greeting"));

    String first = greeting.next().words();
    assertTrue(first.matches("PJLINK 1 [0-9a-f]{8}"), first);
    assertTrue(!first.equals(greeting.next().words()));
  }
}
