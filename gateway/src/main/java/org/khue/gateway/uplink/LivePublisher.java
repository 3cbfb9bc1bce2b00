package org.khue.gateway.uplink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.khue.contract.Batch;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.contract.Topics;
import org.khue.contract.wire.BatchCodec;
import org.khue.contract.wire.EntryWriter;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Shows the newest reading of each point, twice a second, while older ones still wait in the
/// journal: a day's backlog is sent in its order, and nobody wants to watch yesterday meanwhile.
final class LivePublisher implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(LivePublisher.class);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /// What waits for less is there soon enough by itself.
  private static final long BACKLOG_MICROS = Duration.ofSeconds(3).toNanos() / 1_000;

  private final UplinkSettings settings;
  private final Journal journal;
  private final GatewayClock clock;
  private final Supplier<List<Reading>> newest;
  private final Link link;
  private final EntryWriter writer = new EntryWriter();
  private long emptyMicros;

  LivePublisher(
      UplinkSettings settings,
      Journal journal,
      GatewayClock clock,
      Supplier<List<Reading>> newest,
      Link link) {
    this.settings = settings;
    this.journal = journal;
    this.clock = clock;
    this.newest = newest;
    this.link = link;
  }

  /// Works until its thread is interrupted.
  @Override
  public void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long session = link.awaitSession(PERIOD);
        List<Reading> readings = newest.get();
        if (session != 0 && isBehind() && !readings.isEmpty()) {
          show(session, readings);
        }
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      LOG.debug("Nothing is shown any more", e);
    }
  }

  /// Whether something has waited for long: by the time of the oldest where that is known, else by
  /// how long the queue has not been empty.
  private boolean isBehind() {
    Journal.Depth depth = journal.depth(Stream.TELEMETRY);
    long now = clock.time().monotonicMicros();
    if (depth.waiting() == 0) {
      emptyMicros = now;
      return false;
    }
    long oldest = depth.oldestWallMicros();
    return oldest > 0 && clock.time().wallMicros() - oldest > BACKLOG_MICROS
        || now - emptyMicros > BACKLOG_MICROS;
  }

  private void show(long session, List<Reading> readings) {
    List<byte[]> entries = new ArrayList<>();
    int bytes = 0;
    for (Reading reading : readings) {
      byte[] entry = writer.write(reading);
      bytes += entry.length;
      if (entries.size() == Batch.MAX_ENTRIES || bytes > link.maxBatchBytes()) {
        break;
      }
      entries.add(entry);
    }
    byte[] payload =
        BatchCodec.write(
            Stream.TELEMETRY, 1, clock.boot(), clock.time().monotonicMicros(), entries);
    link.show(session, Topics.live(settings.gateway()), payload);
  }
}
