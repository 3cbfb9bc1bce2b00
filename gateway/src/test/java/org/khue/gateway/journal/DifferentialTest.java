package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal.Stored;

/// The same random operations on segments and on SQLite give the same answers.
class DifferentialTest {
  private static final JournalSettings SETTINGS = Samples.small().withMaxBytes(1 << 30);

  @TempDir Path directory;
  private final RandomGenerator random = PowerCutTest.random(5);
  private MemoryDisk disk = new MemoryDisk(random);
  private Store segments;
  private Store sqlite;
  private long number;

  @BeforeEach
  void open() throws IOException {
    segments = openSegments();
    sqlite = openSqlite();
  }

  @Test
  void segmentsAndSqliteAnswerAlike() throws IOException {
    for (int i = 0; i < 1_000; i++) {
      step(random.nextBoolean() ? Stream.EVENTS : Stream.TELEMETRY, random.nextInt(100));
    }
    segments.close();
    sqlite.close();
  }

  private Store openSegments() throws IOException {
    return new SegmentStore(disk, SETTINGS, Samples.clock());
  }

  private Store openSqlite() throws IOException {
    return new SqliteStore(directory.resolve("journal.db"), SETTINGS, Samples.clock());
  }

  private void step(Stream stream, int dice) throws IOException {
    if (dice < 40) {
      List<Pending> group = Samples.group(stream, number, 1 + random.nextInt(10));
      number += group.size();
      assertEquals(sqlite.commit(stream, group), segments.commit(stream, group));
    } else if (dice < 60) {
      long upTo = segments.durableSeq(stream) - random.nextInt(12) + 3;
      segments.acknowledge(stream, upTo);
      sqlite.acknowledge(stream, upTo);
    } else if (dice < 62) {
      long cursor = random.nextInt(1_000);
      segments.numberAfter(stream, cursor);
      sqlite.numberAfter(stream, cursor);
    } else if (dice < 72) {
      segments.maintain();
      sqlite.maintain();
    } else if (dice < 74) {
      reopen();
    } else {
      compareReading(stream);
    }
    compareDepth(stream);
  }

  private void reopen() throws IOException {
    segments.close();
    sqlite.close();
    disk = disk.afterPowerCut();
    segments = openSegments();
    sqlite = openSqlite();
  }

  private void compareReading(Stream stream) throws IOException {
    long from = segments.durableSeq(stream) - random.nextInt(60);
    int maxEntries = 1 + random.nextInt(40);
    int maxBytes = 1 + random.nextInt(2_000);
    List<Stored> one = segments.read(stream, from, maxEntries, maxBytes);
    List<Stored> other = sqlite.read(stream, from, maxEntries, maxBytes);
    assertEquals(other.size(), one.size());
    for (int i = 0; i < one.size(); i++) {
      assertEquals(other.get(i).seq(), one.get(i).seq());
      assertEquals(other.get(i).span(), one.get(i).span());
      assertArrayEquals(other.get(i).cbor(), one.get(i).cbor());
    }
  }

  private void compareDepth(Stream stream) {
    Journal.Depth one = segments.depth(stream);
    Journal.Depth other = sqlite.depth(stream);
    assertEquals(other.acknowledgedSeq(), one.acknowledgedSeq());
    assertEquals(other.durableSeq(), one.durableSeq());
    assertEquals(other.oldestWallMicros(), one.oldestWallMicros());
    assertEquals(other.shed(), one.shed());
    assertEquals(sqlite.isNumbered(stream), segments.isNumbered(stream));
  }
}
