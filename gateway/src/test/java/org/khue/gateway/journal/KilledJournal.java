package org.khue.gateway.journal;

import java.nio.file.Path;
import org.khue.contract.Stream;
import org.khue.gateway.journal.chaos.NumberedEntries;

/// A process that appends until it is killed, and prints each promise that it got.
final class KilledJournal {
  private KilledJournal() {}

  public static void main(String[] args) throws Exception {
    JournalSettings usual = JournalSettings.DEFAULTS;
    JournalSettings small =
        new JournalSettings(
            64 * 1024,
            8 * 1024,
            usual.maxBytes(),
            usual.eventsReserveBytes(),
            64 * 1024,
            usual.maxAge(),
            usual.groupEntries(),
            usual.groupDelay(),
            usual.queueEntries(),
            usual.queueBytes(),
            usual.appendTimeout());
    Journal journal = Journals.open(Path.of(args[0]), small, NumberedEntries.clock());
    long number = Long.parseLong(args[1]);
    while (true) {
      for (Stream stream : Stream.values()) {
        long own = number++;
        journal
            .append(stream, NumberedEntries.entry(stream, own))
            .thenAccept(seq -> System.out.println(stream.ordinal() + " " + seq + " " + own));
      }
      journal.acknowledge(Stream.TELEMETRY, journal.depth(Stream.TELEMETRY).durableSeq() - 500);
    }
  }
}
