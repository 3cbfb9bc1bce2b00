package org.khue.cloud.telemetry.internal.ingest;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.telemetry.LiveValue;
import org.khue.cloud.telemetry.internal.Micros;
import org.khue.cloud.telemetry.internal.live.LiveBoard;
import org.khue.contract.Batch;
import org.khue.contract.Entry;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.WireException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The newest readings of a gateway that catches up: shown at once, kept nowhere, for they come
/// again in their turn.
@Singleton
public final class NewestReadings {
  private static final Logger LOG = LoggerFactory.getLogger(NewestReadings.class);

  private final LiveBoard live;
  private final Clock clock;

  NewestReadings(LiveBoard live, Clock clock) {
    this.live = live;
    this.clock = clock;
  }

  /// @param bytes of a [Batch], whose number means nothing
  /// @return false if they are none
  public boolean show(String gateway, byte[] bytes) {
    Batch batch;
    try {
      batch = BatchCodec.readKeepingMalformed(bytes);
    } catch (WireException e) {
      LOG.warn("Malformed live readings from {}: {}", gateway, e.getMessage());
      return false;
    }
    long receivedMicros = Micros.of(clock.instant());
    List<LiveValue> values = new ArrayList<>();
    for (Entry entry : batch.entries()) {
      if (entry instanceof Reading reading) {
        values.add(value(gateway, reading, ClockRule.date(entry.at(), batch, receivedMicros)));
      }
    }
    live.shown(values);
    return true;
  }

  private static LiveValue value(String gateway, Reading reading, ClockRule time) {
    boolean guessed = time.guessed() && reading.quality() == Quality.GOOD;
    return new LiveValue(
        gateway,
        reading.device(),
        reading.point(),
        reading.value(),
        reading.unit(),
        guessed ? Quality.UNCERTAIN : reading.quality(),
        guessed ? Staging.CLOCK : reading.reason(),
        Micros.instant(time.micros()),
        reading.simulated());
  }
}
