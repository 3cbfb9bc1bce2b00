package org.khue.gateway.journal.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Disk;
import org.khue.gateway.journal.Journal;
import org.khue.gateway.journal.Journal.Stored;
import org.khue.gateway.journal.JournalSettings;
import org.khue.gateway.journal.Journals;
import org.khue.gateway.journal.Pending;
import org.khue.gateway.journal.Store;
import org.khue.gateway.journal.chaos.BrokenPromise.Kind;

/// The same random operations on segments, which lose their power at each restart, and on SQLite,
/// which does not: both must give the same answers.
public final class Differential {
  private static final JournalSettings SETTINGS = SmallSettings.of().withMaxBytes(1 << 30);

  private final Path database;
  private final @Nullable PlantedFault planted;
  private final RandomGenerator random;
  private MemoryDisk disk;
  private Store segments;
  private Store sqlite;
  private long number;
  private long restarts;

  /// @param database a file that is not there yet
  /// @param planted makes the journal of segments careless; null for the real one
  public Differential(long seed, Path database, @Nullable PlantedFault planted) throws IOException {
    this.database = database;
    this.planted = planted;
    this.random = Seeds.random(seed);
    this.disk = new MemoryDisk(random);
    this.segments = openSegments();
    this.sqlite = openSqlite();
  }

  public long restarts() {
    return restarts;
  }

  /// @throws BrokenPromise at the first difference
  public void run(int steps) throws IOException {
    try {
      for (int i = 0; i < steps; i++) {
        step(random.nextBoolean() ? Stream.EVENTS : Stream.TELEMETRY, random.nextInt(100));
      }
    } finally {
      segments.close();
      sqlite.close();
    }
  }

  private Store openSegments() throws IOException {
    Disk under = planted == null ? disk : new CarelessDisk(disk, planted);
    return Journals.store(under, SETTINGS, NumberedEntries.clock());
  }

  private Store openSqlite() throws IOException {
    return Journals.sqliteStore(database, SETTINGS, NumberedEntries.clock());
  }

  private void step(Stream stream, int dice) throws IOException {
    if (dice < 40) {
      List<Pending> group = NumberedEntries.group(stream, number, 1 + random.nextInt(10));
      number += group.size();
      same("numbers", sqlite.commit(stream, group), segments.commit(stream, group));
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
      restart();
    } else {
      compareReading(stream);
    }
    compareDepth(stream);
  }

  /// Both note their acknowledgements; then the power goes under the segments.
  private void restart() throws IOException {
    restarts++;
    if (planted == null) {
      segments.close();
    } else {
      segments.maintain();
    }
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
    same("entries read", other.size(), one.size());
    for (int i = 0; i < one.size(); i++) {
      same("number", other.get(i).seq(), one.get(i).seq());
      same("span", other.get(i).span(), one.get(i).span());
      if (!Arrays.equals(other.get(i).cbor(), one.get(i).cbor())) {
        throw new BrokenPromise(Kind.INVENTED, "entry " + one.get(i).seq() + " differs");
      }
    }
  }

  private void compareDepth(Stream stream) {
    Journal.Depth one = segments.depth(stream);
    Journal.Depth other = sqlite.depth(stream);
    same("acknowledged", other.acknowledgedSeq(), one.acknowledgedSeq());
    same("durable", other.durableSeq(), one.durableSeq());
    same("oldest", other.oldestWallMicros(), one.oldestWallMicros());
    same("shed", other.shed(), one.shed());
    same("numbered", sqlite.isNumbered(stream) ? 1 : 0, segments.isNumbered(stream) ? 1 : 0);
  }

  private static void same(String what, long expected, long found) {
    if (found != expected) {
      Kind kind = what.equals("durable") && found < expected ? Kind.LOST : Kind.MISCOUNTED;
      throw new BrokenPromise(
          kind, what + ": SQLite says " + expected + ", the segments say " + found);
    }
  }
}
