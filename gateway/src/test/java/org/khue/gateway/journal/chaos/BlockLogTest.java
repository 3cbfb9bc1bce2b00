package org.khue.gateway.journal.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// The parts of `./khue chaos journal-block` that need no block device.
class BlockLogTest {
  private static final int SECTOR = 512;
  private static final int BLOCK = 4096;
  private static final int SEEDS = 64;

  @TempDir Path directory;
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final DataOutputStream log = new DataOutputStream(written);

  private void write(long offset, byte[] bytes) throws IOException {
    log.writeByte('W');
    log.writeLong(offset);
    log.writeInt(bytes.length);
    log.write(bytes);
  }

  private void flush() throws IOException {
    log.writeByte('F');
    log.writeLong(0);
    log.writeInt(0);
  }

  private static byte[] bytes(int length, char value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private byte[] cut(int count, long seed) throws IOException {
    Path file = directory.resolve("log");
    Files.write(file, written.toByteArray());
    Path image = directory.resolve("image");
    new BlockLog(new byte[4 * BLOCK], file).cut(count, Seeds.random(seed), image);
    return Files.readAllBytes(image);
  }

  @Test
  void whatWasFlushedIsThereAndOfTheRestAnyPart() throws IOException {
    write(BLOCK, bytes(BLOCK, 'a'));
    flush();
    write(BLOCK, bytes(2 * SECTOR, 'b'));
    Set<String> found = new HashSet<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      byte[] disk = cut(3, seed);
      assertEquals('a', disk[BLOCK + 2 * SECTOR]);
      found.add("" + (char) disk[BLOCK] + (char) disk[BLOCK + SECTOR]);
    }
    assertEquals(Set.of("aa", "ab", "ba", "bb"), found);
    assertEquals('a', cut(2, 1)[BLOCK]);
  }

  @Test
  void whatExt4NeedsWholeIsNotTorn() throws IOException {
    write(0, bytes(BLOCK, 's'));
    byte[] journal = bytes(BLOCK, 'j');
    ByteBuffer.wrap(journal).putInt(0xC03B3998).putInt(4);
    write(2 * BLOCK, journal);
    for (long seed = 1; seed <= SEEDS; seed++) {
      byte[] disk = cut(2, seed);
      assertEquals(disk[0], disk[BLOCK - 1]);
      assertEquals(disk[2 * BLOCK + SECTOR], disk[3 * BLOCK - 1]);
    }
  }

  @Test
  void aPromiseCountsFromTheMomentItWasMade() throws IOException {
    TimedPromises promises = new TimedPromises();
    promises.group(Stream.EVENTS, 1, 1, 2, 0, 100);
    try (Store empty = store();
        Store kept = store()) {
      kept.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 2));
      assertEquals(0, promises.check(empty, 99));
      assertEquals(2, promises.check(kept, 100));
      BrokenPromise lost = assertThrows(BrokenPromise.class, () -> promises.check(empty, 100));
      assertEquals(Kind.LOST, lost.kind());
    }
  }

  @Test
  void anEntryThatWasNotYetHandedOverIsInvented() throws IOException {
    TimedPromises promises = new TimedPromises();
    promises.group(Stream.EVENTS, 1, 1, 1, 50, 100);
    try (Store early = store()) {
      early.commit(Stream.EVENTS, NumberedEntries.group(Stream.EVENTS, 1, 1));
      BrokenPromise invented = assertThrows(BrokenPromise.class, () -> promises.check(early, 49));
      assertEquals(Kind.INVENTED, invented.kind());
      assertEquals(0, promises.check(early, 50));
    }
  }

  private static Store store() throws IOException {
    return Journals.store(
        new MemoryDisk(Seeds.random(1)), SmallSettings.of(), NumberedEntries.clock());
  }
}
