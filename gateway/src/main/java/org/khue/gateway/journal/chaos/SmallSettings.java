package org.khue.gateway.journal.chaos;

import java.time.Duration;
import org.khue.gateway.journal.JournalSettings;

/// Settings so small that a few entries fill a segment: every path is taken often.
public final class SmallSettings {
  private static final int SEGMENT_BYTES = 4096;
  private static final int CHUNK_BYTES = 512;

  private SmallSettings() {}

  public static JournalSettings of() {
    return of(0);
  }

  public static JournalSettings of(int spareBytes) {
    return of(64 * 1024, 16 * 1024, spareBytes);
  }

  public static JournalSettings of(long maxBytes, long eventsReserveBytes, int spareBytes) {
    return new JournalSettings(
        SEGMENT_BYTES,
        CHUNK_BYTES,
        maxBytes,
        eventsReserveBytes,
        spareBytes,
        Duration.ofDays(1),
        4,
        Duration.ofMillis(20),
        64,
        64 * 1024,
        Duration.ofSeconds(5));
  }
}
