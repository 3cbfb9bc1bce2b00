package org.khue.gateway.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.khue.gateway.journal.chaos.NumberedEntries;

class JournalSettingsTest {
  @Test
  void theDefaultsHoldNinetyDaysOfTenReadingsASecond() {
    JournalSettings defaults = JournalSettings.DEFAULTS;
    assertEquals(8 << 20, defaults.segmentBytes());
    assertEquals(512 << 10, defaults.chunkBytes());
    assertEquals(8_000_000_000L, defaults.maxBytes());
    assertEquals(64 << 20, defaults.eventsReserveBytes());
    assertEquals(2 << 20, defaults.spareBytes());
    assertEquals(Duration.ofDays(400), defaults.maxAge());
    assertEquals(64, defaults.groupEntries());
    assertEquals(Duration.ofMillis(250), defaults.groupDelay());
    assertEquals(32_768, defaults.queueEntries());
    assertEquals(8 << 20, defaults.queueBytes());
    assertEquals(Duration.ofSeconds(5), defaults.appendTimeout());

    int recordBytes =
        RecordFormat.bytes(NumberedEntries.cbor(org.khue.contract.Stream.TELEMETRY, 1));
    long readings = 90L * 86_400 * 10;
    assertEquals(0, readings * recordBytes / defaults.maxBytes(), recordBytes + " bytes a reading");
  }

  @Test
  void limitsThatContradictEachOtherAreRefused() {
    refused(4095, 512, 1 << 20, 4096, 0, 4, 64, 1024);
    refused(4096, 511, 1 << 20, 4096, 0, 4, 64, 1024);
    refused(4096, 8192, 1 << 20, 4096, 0, 4, 64, 1024);
    refused(4096, 512, 12_287, 4096, 0, 4, 64, 1024);
    refused(4096, 512, 1 << 20, 4096, 4097, 4, 64, 1024);
    refused(4096, 512, 1 << 20, 4096, 0, 0, 64, 1024);
    refused(4096, 512, 1 << 20, 4096, 0, 65, 64, 1024);
    refused(4096, 512, 1 << 20, 4096, 0, 4, 64, 1023);
  }

  private static void refused(
      long segment,
      int chunk,
      long max,
      long reserve,
      int spare,
      int group,
      int queue,
      int queueBytes) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new JournalSettings(
                segment,
                chunk,
                max,
                reserve,
                spare,
                Duration.ofDays(1),
                group,
                Duration.ZERO,
                queue,
                queueBytes,
                Duration.ZERO));
  }
}
