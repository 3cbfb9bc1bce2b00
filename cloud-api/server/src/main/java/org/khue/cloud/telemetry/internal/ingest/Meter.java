package org.khue.cloud.telemetry.internal.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/// What the ingest has done since the start, for Prometheus, and how many readings a second it
/// committed of late.
@Singleton
public final class Meter {
  private static final int SECONDS = 10;

  private final long[] counts = new long[SECONDS];
  private final long[] seconds = new long[SECONDS];
  private final Counter readings;
  private final Counter events;
  private final Counter givenUp;
  private final Counter setAside;
  private final Counter refused;
  private final Counter failed;
  private final Timer commits;

  Meter(MeterRegistry registry) {
    readings = counter(registry, "khue.ingest.readings", "Readings committed, each of them once");
    events = counter(registry, "khue.ingest.events", "Events committed, each of them once");
    givenUp =
        counter(registry, "khue.ingest.given.up", "Entries that gateways counted as given up");
    setAside =
        counter(
            registry,
            "khue.ingest.set.aside",
            "Entries kept apart: the store or a module cannot take them");
    refused =
        counter(registry, "khue.ingest.refused", "Batches turned away because the queue was full");
    failed = counter(registry, "khue.ingest.failed", "Commits that failed and were tried again");
    commits =
        Timer.builder("khue.ingest.commit")
            .description("A transaction of the ingest, from its first lock to its commit")
            .serviceLevelObjectives(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
  }

  private static Counter counter(MeterRegistry registry, String name, String description) {
    return Counter.builder(name).description(description).register(registry);
  }

  /// A transaction that moved those cursors was committed just now.
  ///
  /// @param aside entries that it set aside
  void committed(Collection<Cursor> cursors, int aside, Duration took) {
    long sum = 0;
    for (Cursor cursor : cursors) {
      sum += cursor.readings;
      events.increment(cursor.events);
      givenUp.increment(cursor.givenUp);
    }
    setAside.increment(aside);
    readings.increment(sum);
    commits.record(took);
    add(sum);
  }

  /// A transaction failed.
  void failed() {
    failed.increment();
  }

  /// A batch found no room.
  void refused() {
    refused.increment();
  }

  private synchronized void add(long number) {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    int slot = (int) Math.floorMod(now, (long) SECONDS);
    if (seconds[slot] != now) {
      seconds[slot] = now;
      counts[slot] = 0;
    }
    counts[slot] += number;
  }

  /// The mean of the last nine whole seconds.
  public synchronized double perSecond() {
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (seconds[slot] < now && seconds[slot] >= now - (SECONDS - 1)) {
        sum += counts[slot];
      }
    }
    return (double) sum / (SECONDS - 1);
  }
}
