package org.khue.cloud.telemetry.internal.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.khue.contract.Ack;
import org.khue.contract.Batch;
import org.khue.contract.ClockState;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.contract.Stream;

/// Short ways to entries, batches and their answers.
public final class Batches {
  public static final Instant NOW = Instant.now();

  private Batches() {}

  public static Stamp stamp(Instant at) {
    long micros = at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    return new Stamp(micros, 5_000_000, 3, ClockState.SYNCED);
  }

  public static Reading reading(Instant at, String device, String point, double value) {
    return new Reading(stamp(at), device, point, value, "1", Quality.GOOD, null, true);
  }

  public static Reading bad(Instant at, String device, String point) {
    return new Reading(stamp(at), device, point, Double.NaN, "1", Quality.BAD, "timeout", true);
  }

  public static Event event(Instant at, String device, String kind, Map<String, Object> details) {
    return new Event(stamp(at), device, kind, true, details);
  }

  /// Readings whose values are their sequence numbers.
  public static List<Entry> numbered(long first, long last) {
    List<Entry> entries = new ArrayList<>();
    for (long seq = first; seq <= last; seq++) {
      entries.add(reading(NOW.plusMillis(seq), "meter", "tick", seq));
    }
    return entries;
  }

  public static Batch batch(Stream stream, long firstSeq, List<Entry> entries) {
    return new Batch(stream, firstSeq, 3, 5_000_000, entries);
  }

  public static Batch batch(Stream stream, long firstSeq, Entry... entries) {
    return batch(stream, firstSeq, List.of(entries));
  }

  public static CompletableFuture<Ack> send(Ingest ingest, String gateway, Batch batch) {
    CompletableFuture<Ack> ack = new CompletableFuture<>();
    if (!ingest.offer(new Delivery(gateway, batch, Instant.now(), ack::complete))) {
      throw new IllegalStateException("the ingest has no room");
    }
    return ack;
  }

  public static Ack sent(Ingest ingest, String gateway, Batch batch) throws Exception {
    return send(ingest, gateway, batch).get(20, TimeUnit.SECONDS);
  }
}
