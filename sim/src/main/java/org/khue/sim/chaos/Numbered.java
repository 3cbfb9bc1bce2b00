package org.khue.sim.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;
import org.khue.contract.wire.EntryWriter;

/// Entries that carry their own number, so that each can be found again: a reading as its value, an
/// event in its details. A hundred follow one another within one microsecond, twenty of each point.
final class Numbered {
  private static final int AT_ONCE = 100;
  private static final int POINTS = 5;

  private final Stream stream;
  private final long startMicros;
  private final EntryWriter writer = new EntryWriter();

  /// @param startMicros µs UTC of the first entry
  Numbered(Stream stream, long startMicros) {
    this.stream = stream;
    this.startMicros = startMicros;
  }

  /// The entries from one number to another, both included.
  List<byte[]> from(long first, long last) {
    List<byte[]> entries = new ArrayList<>();
    for (long number = first; number <= last; number++) {
      long passed = number / AT_ONCE;
      Stamp at = new Stamp(startMicros + passed, passed, 1, ClockState.SYNCED);
      entries.add(
          switch (stream) {
            case TELEMETRY -> writer.write(reading(at, number));
            case EVENTS ->
                writer.write(
                    new Event(at, "door", EventKind.STATE_CHANGED, true, Map.of("number", number)));
          });
    }
    return entries;
  }

  private static Reading reading(Stamp at, long number) {
    return new Reading(
        at, "meter", "point-" + number % POINTS, number, "1", Quality.GOOD, null, true);
  }
}
