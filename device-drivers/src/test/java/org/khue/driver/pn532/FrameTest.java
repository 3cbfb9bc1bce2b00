package org.khue.driver.pn532;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;
import org.khue.driver.link.Dialogue;
import org.khue.driver.link.ReplayLink;

class FrameTest {
  private static Frame read(String hex) throws LinkException {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    ReplayLink link = new ReplayLink(Dialogue.of(new Dialogue.Turn.Answer(bytes)), "recording");
    link.open(RealTime.inMillis(100));
    return new FrameReader(link).next(RealTime.inMillis(50));
  }

  private static String content(Frame frame) {
    return HexFormat.of().formatHex(assertInstanceOf(Frame.Information.class, frame).data());
  }

  @Test
  void aCommandIsFramedAsTheManualShowsIt() {
    // GetFirmwareVersion, UM0701-02 section 7.2.2
    assertArrayEquals(HexFormat.of().parseHex("0000ff02fed4022a00"), Frame.command(0x02));
    assertArrayEquals(
        HexFormat.of().parseHex("0000ff04fcd44a0100e100"), Frame.command(0x4A, (byte) 1, (byte) 0));
  }

  @Test
  void aLongCommandGoesInAnExtendedFrame() {
    byte[] frame = Frame.command(0x40, new byte[256]);
    assertEquals("0000ffffff0102fdd440", HexFormat.of().formatHex(frame, 0, 10));
    assertEquals(256 + 2 + 8 + 2, frame.length);
  }

  @Test
  void theFourKindsOfFramesAreTold() throws Exception {
    assertEquals(new Frame.Ack(), read("00 00 ff 00 ff 00"));
    assertEquals(new Frame.Nack(), read("00 00 ff ff 00 00"));
    assertEquals(new Frame.SyntaxError(), read("00 00 ff 01 ff 7f 81 00"));
    assertEquals("0332010607", content(read("00 00 ff 06 fa d5 03 32 01 06 07 e8 00")));
  }

  @Test
  void anExtendedFrameIsRead() throws Exception {
    String data = "41" + "00".repeat(0x106 - 1);
    int sum = 0xD5 + 0x41;
    String dcs = HexFormat.of().toHexDigits((byte) -sum);
    assertEquals(data, content(read("0000ffffff0107f8d5" + data + dcs + "00")));
  }

  @Test
  void bytesBeforeAFrameArePassedOver() throws Exception {
    assertEquals(new Frame.Ack(), read("55 55 00 12 ff 00 00 00 ff 00 ff 00"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "00 00 ff 06 fb d5 03 32 01 06 07 e8 00, wrong length sum",
    "00 00 ff 06 fa d5 03 32 01 06 08 e8 00, wrong data sum",
    "00 00 ff 02 fe d4 02 2a 00, a command from the chip",
    "00 00 ff ff ff 02 00 fe d5, longer than any answer",
    "00 00 ff ff ff 00 00 00, no data",
    "31 32 33 34, no frame at all",
  })
  void damageIsAProtocolFault(String hex, String what) {
    assertEquals(
        "protocol", assertThrows(LinkException.class, () -> read(hex), what).fault().code());
  }

  @Test
  void silenceIsATimeout() {
    assertEquals("timeout", assertThrows(LinkException.class, () -> read("00")).fault().code());
    assertEquals(
        "timeout", assertThrows(LinkException.class, () -> read("0000ff06fad5")).fault().code());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "a classic card, 01 01 0004 08 04 14a1b2c3, 14a1b2c3, false",
    "seven bytes, 01 01 0044 00 07 04a1b2c3d4e5f6, 04a1b2c3d4e5f6, false",
    "seven bytes with ATS, 01 01 0344 20 07 04a1b2c3d4e5f6 06 75 77 81 02 80, 04a1b2c3d4e5f6, false",
    "seven bytes with cascade tag, 01 01 0044 00 08 8804a1b2c3d4e5f6, 04a1b2c3d4e5f6, false",
    "ten bytes, 01 01 0044 00 0a 0102030405060708090a, 0102030405060708090a, false",
    "ten bytes with tags, 01 01 0044 00 0c 880102038804050607080910, 01020304050607080910, false",
    "a phone, 01 01 0004 20 04 08a1b2c3, 08a1b2c3, true",
    "seven bytes that begin with 08, 01 01 0044 00 07 08a1b2c3d4e5f6, 08a1b2c3d4e5f6, false",
  })
  void cardNumbersOfAllLengthsAreRead(String what, String answer, String uid, boolean random)
      throws Exception {
    Target target = Target.parse(HexFormat.of().parseHex(answer.replace(" ", ""))).orElseThrow();
    assertEquals(uid, HexFormat.of().formatHex(target.uid()), what);
    assertEquals(random, target.random(), what);
  }

  @Test
  void noCardIsNone() throws Exception {
    assertEquals(true, Target.parse(new byte[] {0}).isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "01",
    "02 01 0004 08 04 14a1b2c3",
    "01 01 0004 08 05 14a1b2c3",
    "01 01 0004 08 05 1122334455",
    "01 01 0004 08 ff 14a1b2c3"
  })
  void otherAnswersAreAProtocolFault(String answer) {
    assertThrows(
        LinkException.class, () -> Target.parse(HexFormat.of().parseHex(answer.replace(" ", ""))));
  }
}
