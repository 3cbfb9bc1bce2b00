package org.khue.sim.device.pn532;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.khue.sim.device.Condition;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.PlaceTakenException;
import org.khue.sim.device.Places;
import org.khue.sim.ledger.Count;

/// Through the device file, with plain streams, as any program would.
@EnabledOnOs(OS.LINUX)
@Timeout(30)
final class SimulatedReaderTest {
  private static final String ACK = "0000FF00FF00";
  private static final String GET_FIRMWARE = "0000FF02FED4022A00";
  private static final String SAM = "0000FF05FBD4140114010200";
  private static final String FEW_RETRIES = "0000FF06FAD43205FF0105F000";
  private static final String LIST = "0000FF04FCD44A0100E100";
  private static final String NO_CARD = "0000FF03FDD54B00E000";
  private static final String LAMP_ON = "0000FF04FCD40EB4006A00";
  private static final String LAMP_OFF = "0000FF04FCD40E94008A00";

  private final ManualClock clock = new ManualClock();
  @TempDir Path directory = Path.of("");
  private SimulatedReader reader = reader(Path.of(""));

  private SimulatedReader reader(Path serial) {
    return new SimulatedReader(
        Places.place(
            "pn532-reader",
            "{ path: door }",
            Places.world(clock, Places.LESSON - 0.2),
            "tcp://127.0.0.1:1",
            serial));
  }

  @BeforeEach
  void open() throws PlaceTakenException {
    reader = reader(directory);
    reader.open();
  }

  @AfterEach
  void close() {
    reader.close();
    assertFalse(Files.exists(directory.resolve("door"), LinkOption.NOFOLLOW_LINKS));
  }

  @Test
  void aCardIsPresentedWhenItsNumberIsDeliveredAndConfirmedByTheLamp() throws IOException {
    try (Line line = new Line()) {
      assertEquals(ACK + "0000FF06FAD50332010607E800", line.ask(GET_FIRMWARE, 19));
      assertEquals(ACK + "0000FF02FED5151600", line.ask(SAM, 15));
      assertEquals(ACK + "0000FF02FED533F800", line.ask(FEW_RETRIES, 15));

      line.send(LIST);
      assertEquals(ACK, line.read(6));
      passUntilHeard(line);
      assertEquals(NO_CARD, line.read(10));

      clock.pass(Duration.ofSeconds(20)); // the lesson begins, the teacher comes
      await().until(() -> line.finds());
      assertEquals(Optional.of(new Count.Tapped(1, 0)), reader.count());

      assertEquals(ACK + "0000FF02FED50F1C00", line.ask(LAMP_OFF, 15));
      assertEquals(Optional.of(new Count.Tapped(1, 0)), reader.count(), "dark confirms nothing");
      assertEquals(ACK + "0000FF02FED50F1C00", line.ask(LAMP_ON, 15));
      assertEquals(Optional.of(new Count.Tapped(1, 1)), reader.count());
    }
  }

  @Test
  void aSearchWithoutLimitWaitsForACardAndCanBeCalledOff() throws IOException {
    try (Line line = new Line()) {
      line.ask(SAM, 15);
      line.send(LIST);
      assertEquals(ACK, line.read(6));
      line.send(ACK);
      assertEquals(ACK + "0000FF06FAD50332010607E800", line.ask(GET_FIRMWARE, 19));
      line.send(LIST);
      assertEquals(ACK, line.read(6));
      clock.pass(Duration.ofSeconds(20));
      assertEquals("0000FF", line.read(3), "the card comes without asking again");
    }
  }

  @Test
  void beforeSamConfigurationAndForUnknownCommandsItReportsAnError() throws IOException {
    String error = "0000FF01FF7F8100";
    try (Line line = new Line()) {
      assertEquals(ACK + error, line.ask(LIST, 14));
      assertEquals(ACK + error, line.ask("0000FF02FED4AA8200", 14));
    }
  }

  @Test
  void anAnswerIsRepeatedOnRequest() throws IOException {
    try (Line line = new Line()) {
      line.ask(GET_FIRMWARE, 19);
      assertEquals("0000FF06FAD50332010607E800", line.ask("0000FFFF0000", 13));
    }
  }

  @Test
  void anUnpluggedReaderIsGoneAndComesBackUnderItsName() throws IOException {
    try (Line line = new Line()) {
      line.ask(GET_FIRMWARE, 19);
      reader.become(Condition.UNPLUGGED);
      assertFalse(Files.exists(directory.resolve("door"), LinkOption.NOFOLLOW_LINKS));
      assertTrue(line.atEnd());
    }
    reader.become(Condition.HEALTHY);
    try (Line line = new Line()) {
      assertEquals(ACK + "0000FF06FAD50332010607E800", line.ask(GET_FIRMWARE, 19));
    }
  }

  @Test
  void aHangingReaderIsSilent() throws IOException, InterruptedException {
    try (Line line = new Line()) {
      reader.become(Condition.HANGING);
      line.send(GET_FIRMWARE);
      reader.become(Condition.HANGING);
      await().during(Duration.ofMillis(200)).until(() -> line.in.available() == 0);
    }
  }

  /// Lets time pass until the chip has something to say: it may have looked at the clock only after
  /// it has acknowledged.
  private void passUntilHeard(Line line) {
    await()
        .until(() -> {
          clock.pass(Duration.ofMillis(100));
          return line.in.available() > 0;
        });
  }

  private final class Line implements AutoCloseable {
    final FileOutputStream out;
    final FileInputStream in;

    Line() throws IOException {
      File device = directory.resolve("door").toFile();
      out = new FileOutputStream(device);
      in = new FileInputStream(device);
    }

    void send(String hex) throws IOException {
      out.write(HexFormat.of().parseHex(hex));
    }

    /// Waits for so many bytes; a read of the device file itself could not be given up.
    String read(int bytes) throws IOException {
      await().until(() -> in.available() >= bytes);
      return HexFormat.of().withUpperCase().formatHex(in.readNBytes(bytes));
    }

    String ask(String hex, int bytes) throws IOException {
      send(hex);
      return read(bytes);
    }

    /// Asks for a card; time passes, so that the search ends.
    boolean finds() throws IOException {
      send(LIST);
      assertEquals(ACK, read(6));
      passUntilHeard(this);
      int length = Integer.parseInt(read(5).substring(6, 8), 16);
      return read(length + 2).startsWith("01", 4);
    }

    boolean atEnd() {
      try {
        return in.read() < 0;
      } catch (IOException e) {
        return true;
      }
    }

    @Override
    public void close() throws IOException {
      out.close();
      in.close();
    }
  }
}
