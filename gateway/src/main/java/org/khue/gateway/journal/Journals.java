package org.khue.gateway.journal;

import java.io.IOException;
import java.nio.file.Path;
import org.khue.gateway.clock.GatewayClock;

/// Opens journals.
public final class Journals {
  private Journals() {}

  /// The segmented journal in a directory, which is made if it is not there.
  ///
  /// @throws JournalInUseException if another process has it open
  /// @throws IOException if it cannot be read and written
  public static Journal open(Path directory, JournalSettings settings, GatewayClock clock)
      throws IOException {
    return open(new RealDisk(directory), settings, clock);
  }

  /// The same on another kind of disk.
  public static Journal open(Disk disk, JournalSettings settings, GatewayClock clock)
      throws IOException {
    try {
      return new QueuedJournal(new SegmentStore(disk, settings, clock), settings);
    } catch (IOException e) {
      try (disk) {
        throw new IOException("the journal in " + disk + " cannot be opened: " + e.getMessage(), e);
      }
    }
  }

  /// The same in an SQLite database (WAL, synchronous FULL): slower, for comparison and as a way
  /// out on file systems that the segmented journal does not get on with.
  public static Journal openSqlite(Path file, JournalSettings settings, GatewayClock clock)
      throws IOException {
    return new QueuedJournal(new SqliteStore(file, settings, clock), settings);
  }

  /// A directory of the operating system as a journal's disk.
  ///
  /// @throws JournalInUseException if another process, or another journal in this one, holds it
  public static Disk disk(Path directory) throws IOException {
    return new RealDisk(directory);
  }

  /// What lies under the segmented journal, without queue and thread: for those who try it out.
  public static Store store(Disk disk, JournalSettings settings, GatewayClock clock)
      throws IOException {
    return new SegmentStore(disk, settings, clock);
  }

  /// The same for [#openSqlite].
  public static Store sqliteStore(Path file, JournalSettings settings, GatewayClock clock)
      throws IOException {
    return new SqliteStore(file, settings, clock);
  }
}
