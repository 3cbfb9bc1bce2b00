package org.khue.driver.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.khue.driver.ByteLink;
import org.khue.driver.LinkException;
import org.khue.driver.RealTime;

/// A link whose mischief loses nothing keeps the contract like any other.
class FaultyLinkTest extends ByteLinkContract {
  private final TcpLinkTest tcp = new TcpLinkTest();

  @Override
  ByteLink linkTo(Dialogue dialogue) throws Exception {
    return new FaultyLink(tcp.linkTo(dialogue), Mischief.HARMLESS, 7);
  }

  @Override
  void finish() throws Exception {
    tcp.finish();
  }

  @Override
  void closeAll() throws Exception {
    tcp.closeAll();
  }

  /// What a reader sees of ten answers.
  private static List<String> seen(Mischief mischief, long seed) throws LinkException {
    List<Dialogue.Turn> turns = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      turns.add(Dialogue.answer("answer " + i));
    }
    FaultyLink link =
        new FaultyLink(new ReplayLink(new Dialogue(turns), "recording"), mischief, seed);
    link.open(RealTime.inMillis(100));
    List<String> seen = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        byte[] buffer = new byte[100];
        int count = link.read(buffer, RealTime.inMillis(0));
        seen.add(HexFormat.of().formatHex(buffer, 0, count));
      }
    } catch (LinkException e) {
      seen.add(e.fault().code());
    }
    return seen;
  }

  @Test
  void theSameSeedDoesTheSame() throws Exception {
    assertEquals(seen(Mischief.ALL, 3), seen(Mischief.ALL, 3));
    assertNotEquals(seen(Mischief.ALL, 3), seen(Mischief.ALL, 4));
  }

  @Test
  void eachKindOfMischiefHappens() throws Exception {
    List<String> plain = seen(Mischief.NONE, 1);
    assertEquals(11, plain.size());
    Duration none = Duration.ZERO;
    assertEquals(List.of("timeout"), seen(new Mischief(1, 0, 0, 0, 0, 0, none, 0), 1));
    assertNotEquals(plain, seen(new Mischief(0, 1, 0, 0, 0, 0, none, 0), 1));
    assertNotEquals(plain, seen(new Mischief(0, 0, 1, 0, 0, 0, none, 0), 1));
    assertEquals(81, seen(new Mischief(0, 0, 0, 1, 0, 0, none, 0), 1).size());
    assertEquals(6, seen(new Mischief(0, 0, 0, 0, 1, 0, none, 0), 1).size());
    assertEquals(List.of("gone"), seen(new Mischief(0, 0, 0, 0, 0, 0, none, 1), 1));
    Set<String> ends = new TreeSet<>();
    for (long seed = 0; seed < 40; seed++) {
      ends.add(seen(Mischief.ALL, seed).getLast());
    }
    assertEquals(Set.of("gone", "timeout"), ends);
  }
}
