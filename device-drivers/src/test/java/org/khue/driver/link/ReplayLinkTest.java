package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.khue.driver.ByteLink;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;

class ReplayLinkTest extends ByteLinkContract {
  private ReplayLink link = new ReplayLink(Dialogue.of(), "recording");

  @Override
  ByteLink linkTo(Dialogue dialogue) {
    link = new ReplayLink(dialogue, "recording");
    return link;
  }

  @Override
  void finish() {
    assertTrue(link.finished(), "turns are left");
    assertTrue(link.difference().isEmpty());
  }

  @Override
  void closeAll() {
    link.close();
  }

  @Test
  void bytesThatAreNotInTheRecordingAreNamed() throws Exception {
    linkTo(Dialogue.of(Dialogue.ask("VOLT?\n")));
    link.open(RealTime.inMillis(100));
    assertThrows(
        LinkException.class,
        () -> link.write("VOLX".getBytes(StandardCharsets.US_ASCII), RealTime.inMillis(100)));
    assertEquals(
        "At turn 1 of the recording came 58 instead of 543f0a", link.difference().orElseThrow());
  }

  @Test
  void aDialogueIsReadFromText() {
    Dialogue dialogue =
        Dialogue.parse(
            """
            # a comment
            > "A\\"\\\\\\r\\n"
            < 00 ff D5
            ! hang up
            """);
    assertEquals(3, dialogue.turns().size());
    assertArrayEquals(
        "A\"\\\r\n".getBytes(StandardCharsets.US_ASCII),
        ((Dialogue.Turn.Ask) dialogue.turns().get(0)).bytes());
    assertArrayEquals(
        new byte[] {0, (byte) 0xFF, (byte) 0xD5},
        ((Dialogue.Turn.Answer) dialogue.turns().get(1)).bytes());
    assertEquals(new Dialogue.Turn.HangUp(), dialogue.turns().get(2));
  }

  @Test
  void aBadLineOfADialogueIsNamed() {
    for (String bad : new String[] {"\n? x", "\n> \"open", "\n> 0", "\n> \"\\x\"", "\n> \"a\\\""}) {
      IllegalArgumentException e =
          assertThrows(IllegalArgumentException.class, () -> Dialogue.parse(bad), bad);
      assertTrue(String.valueOf(e.getMessage()).startsWith("line 2: "), e.getMessage());
    }
  }
}
