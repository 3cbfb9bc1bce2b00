package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.khue.contract.ClockState;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.chaos.MemoryDisk;
import org.khue.gateway.journal.chaos.NumberedEntries;
import org.khue.gateway.journal.chaos.Seeds;
import org.khue.gateway.journal.chaos.SmallSettings;

/// The bytes of docs/reference/journal-format.md: later versions must keep reading them.
class JournalFormatTest {
  private static final String NAME = "events-00000001-000000000000000001.seg";

  /// Header, then one card tap, then zeros.
  private static final String SEGMENT =
      "4b484a31000100000000000000000001000000000000000100000000000000000000000000000000"
          + "9674358000000000000000000000000000000000"
          + "00000000"
          + "968deb8e000000260000000000000001"
          + "89011b0006608b015f30070701006672656164657268636172642e746170f5a1646361726407"
          + "00000000000000000000000000000000";

  private static final JournalState STATE =
      new JournalState(
          5,
          6,
          new StreamState(7, true, 8, 9, null),
          new StreamState(
              10,
              false,
              -11,
              12,
              new StreamState.Shed(
                  13, 14, 15, GapReason.AGE, new Stamp(16, 17, 18, ClockState.HOLDOVER))));

  private static final String SLOT =
      "4b484a530000000100000000000000050000000000000006"
          + "0000000000000007000000000000000100000000000000080000000000000009"
          + "0".repeat(128)
          + "000000000000000a0000000000000000fffffffffffffff5000000000000000c"
          + "000000000000000d000000000000000e000000000000000f0000000000000001"
          + "000000000000001000000000000000110000001200000001";

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static SegmentStore open(MemoryDisk disk) throws IOException {
    return new SegmentStore(disk, SmallSettings.of(), NumberedEntries.clock());
  }

  @Test
  void aSegmentIsWrittenAsDocumented() throws IOException {
    MemoryDisk disk = new MemoryDisk(Seeds.random(1));
    open(disk).commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 7, 1));
    assertEquals(SEGMENT, hex(disk.file(NAME).content()).substring(0, SEGMENT.length()));
  }

  @Test
  void aSegmentOfThisVersionIsRead() throws IOException {
    MemoryDisk disk = new MemoryDisk(Seeds.random(1));
    disk.create(NAME).write(ByteBuffer.wrap(HexFormat.of().parseHex(SEGMENT)), 0);
    List<Stored> entries = open(disk).read(Stream.EVENTS, 1, 10, 1_000);
    assertEquals(1, entries.size());
    assertEquals(NumberedEntries.event(7).at(), NumberedEntries.entry(entries.getFirst()).at());
  }

  @Test
  void aStateSlotIsWrittenAndReadAsDocumented() {
    ByteBuffer slot = STATE.bytes();
    byte[] bytes = new byte[slot.remaining()];
    slot.get(0, bytes);
    assertEquals(220, bytes.length);
    assertEquals(SLOT, hex(bytes).substring(0, SLOT.length()));
    assertEquals(STATE, JournalState.of(slot));
  }
}
