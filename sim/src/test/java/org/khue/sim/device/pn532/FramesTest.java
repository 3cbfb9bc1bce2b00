package org.khue.sim.device.pn532;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FramesTest {
  private final Frames frames = new Frames();

  private List<Frames.Heard> feed(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return frames.feed(bytes, bytes.length);
  }

  /// GetFirmwareVersion and its answer, as the user manual prints them.
  @Test
  void theFramesAreThoseOfTheManual() {
    Frames.Heard heard = feed("0000FF02FED4022A00").getFirst();
    Frames.Heard.Command command = assertInstanceOf(Frames.Heard.Command.class, heard);
    assertEquals(0x02, command.code());
    assertEquals(0, command.parameters().length);
    assertArrayEquals(
        HexFormat.of().parseHex("0000FF06FAD50332010607E800"),
        Frames.answer(0x02, HexFormat.of().parseHex("32010607")));
  }

  @Test
  void wakeUpBytesAreSkippedAndFramesMayComeInPieces() {
    String frame = "0000FF04FCD44A0100E100";
    byte[] bytes = HexFormat.of().parseHex("5555000000000000" + frame);
    List<Frames.Heard> heard = new ArrayList<>();
    for (byte one : bytes) {
      heard.addAll(frames.feed(new byte[] {one}, 1));
    }

    assertEquals(1, heard.size());
    Frames.Heard.Command command = assertInstanceOf(Frames.Heard.Command.class, heard.getFirst());
    assertEquals(0x4A, command.code());
    assertArrayEquals(new byte[] {1, 0}, command.parameters());
  }

  @Test
  void acknowledgementsAreNoCommands() {
    assertEquals(
        List.of(new Frames.Heard.Ack(), new Frames.Heard.Nack()),
        feed("0000FF00FF00" + "0000FFFF0000"));
  }

  @Test
  void wrongSumsAndOtherDirectionsArePassedOverAndTheNextFrameIsHeard() {
    String wrongLength = "0000FF02FFD4022A00";
    String wrongData = "0000FF02FED4022B00";
    String fromChip = "0000FF02FED5032800";
    assertEquals(1, feed(wrongLength + wrongData + fromChip + "0000FF02FED4022A00").size());
  }

  @Test
  void noiseWithoutEndKeepsNoMemory() {
    byte[] noise = new byte[512];
    for (int i = 0; i < 1000; i++) {
      assertEquals(List.of(), frames.feed(noise, noise.length));
    }
    assertEquals(1, feed("FF02FED4022A00").size());
  }
}
