package org.khue.gateway.journal;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.khue.contract.Stream;
import org.khue.gateway.clock.GatewayClock;

/// What is kept and for how long: acknowledgements, limits, what is shed. Whatever is deleted is
/// first noted in the synced [StateFile], so a file that comes back after a power cut is known to
/// be gone.
final class Retention {
  private final JournalSettings settings;
  private final StateFile state;
  private final StreamLog events;
  private final StreamLog telemetry;
  private final SpareFile spare;
  private final RunClock run;
  private final GatewayClock clock;
  private final OldestEntry oldest;
  private final AtomicLong eventsAcknowledged;
  private final AtomicLong telemetryAcknowledged;

  Retention(
      JournalSettings settings,
      StateFile state,
      StreamLog events,
      StreamLog telemetry,
      SpareFile spare,
      RunClock run,
      GatewayClock clock,
      OldestEntry oldest) {
    this.settings = settings;
    this.state = state;
    this.events = events;
    this.telemetry = telemetry;
    this.spare = spare;
    this.run = run;
    this.clock = clock;
    this.oldest = oldest;
    this.eventsAcknowledged = new AtomicLong(firstCursor(Stream.EVENTS));
    this.telemetryAcknowledged = new AtomicLong(firstCursor(Stream.TELEMETRY));
  }

  /// If the state file was lost, what the segments no longer hold was acknowledged.
  private long firstCursor(Stream stream) {
    StreamState known = state(stream);
    List<Segment> segments = log(stream).segments();
    return known.numbered() || known.shed() != null || segments.isEmpty()
        ? known.acknowledged()
        : Math.max(known.acknowledged(), segments.getFirst().firstSeq() - 1);
  }

  StreamLog log(Stream stream) {
    return switch (stream) {
      case EVENTS -> events;
      case TELEMETRY -> telemetry;
    };
  }

  StreamState state(Stream stream) {
    return state.state().of(stream);
  }

  private AtomicLong cursor(Stream stream) {
    return switch (stream) {
      case EVENTS -> eventsAcknowledged;
      case TELEMETRY -> telemetryAcknowledged;
    };
  }

  long acknowledged(Stream stream) {
    return cursor(stream).get();
  }

  long durable(Stream stream) {
    return Math.max(log(stream).durableSeq(), state(stream).shedUpTo());
  }

  /// Notes it in memory; never beyond what is durable.
  void acknowledge(Stream stream, long upTo) {
    cursor(stream).accumulateAndGet(Math.min(upTo, durable(stream)), Math::max);
  }

  /// The journal's first unacknowledged entry shall be `cloudCursor + 1` to the cloud: in a new
  /// journal, and in one that the cloud is ahead of.
  synchronized void numberAfter(Stream stream, long cloudCursor) throws IOException {
    StreamState current = state(stream);
    if (!current.numbered() || cloudCursor > durable(stream) + current.base()) {
      save(stream, current.numbered(cloudCursor - acknowledged(stream)), true);
    }
  }

  private synchronized void save(Stream stream, StreamState next, boolean sync) throws IOException {
    state.save(state.state().with(stream, next), run.micros(), sync);
  }

  /// Puts the acknowledgements on disk and deletes the segments that nobody needs any more.
  void tidy(boolean sync) throws IOException {
    for (Stream stream : Stream.values()) {
      long acknowledged = acknowledged(stream);
      boolean deletes = isOldestKnown(stream, acknowledged);
      if (acknowledged > state(stream).acknowledged() || deletes || sync) {
        synchronized (this) {
          save(stream, state(stream).acknowledged(acknowledged), deletes || sync);
        }
      }
      dropKnown(stream);
    }
  }

  private boolean isOldestKnown(Stream stream, long acknowledged) {
    StreamLog log = log(stream);
    List<Segment> segments = log.segments();
    return segments.size() > 1
        && log.lastSeq(0) <= Math.max(acknowledged, state(stream).shedUpTo());
  }

  private void dropKnown(Stream stream) throws IOException {
    StreamLog log = log(stream);
    while (log.segments().size() > 1
        && log.lastSeq(0) <= Math.max(state(stream).acknowledged(), state(stream).shedUpTo())) {
      log.dropOldest();
    }
  }

  /// Sheds telemetry until a group of the stream may grow the files.
  ///
  /// @param intoSpare whether the group goes into the spare file, which is taken for it
  /// @throws FullDiskException if that is not enough
  void makeRoom(Stream stream, long recordBytes, boolean intoSpare) throws IOException {
    switch (stream) {
      case EVENTS -> {
        long growth = intoSpare ? spare.bytes() : events.growth(recordBytes);
        long after = events.bytes() + spareBytes() + growth;
        if (after > settings.maxBytes()) {
          throw new FullDiskException(
              "the journal holds its limit of " + settings.maxBytes() + " bytes of events");
        }
        shedDownTo(settings.maxBytes() - Math.max(settings.eventsReserveBytes(), after));
      }
      case TELEMETRY -> {
        long eventsTake = Math.max(settings.eventsReserveBytes(), events.bytes() + spareBytes());
        long limit = settings.maxBytes() - eventsTake;
        while (telemetry.growth(recordBytes) > 0
            && telemetry.bytes() + telemetry.growth(recordBytes) > limit) {
          if (!shedOldest(GapReason.DISK_FULL)) {
            throw new FullDiskException("the journal holds its limit of " + limit + " bytes");
          }
        }
      }
    }
  }

  private long spareBytes() {
    return spare.isMissing() ? 0 : spare.bytes();
  }

  private void shedDownTo(long bytes) throws IOException {
    while (telemetry.bytes() > bytes && shedOldest(GapReason.DISK_FULL)) {
      // Each turn deletes a segment.
    }
  }

  /// Gives up the oldest segment of telemetry and counts what of it was not acknowledged.
  ///
  /// @return false if there is none
  boolean shedOldest(GapReason reason) throws IOException {
    if (telemetry.segments().isEmpty()) {
      return false;
    }
    note(telemetry.lastSeq(0), oldest.wallMicros(unknownSeq()), lastWallMicros(), reason);
    telemetry.dropOldest();
    return true;
  }

  /// Gives up entries that could not even be written, once all before them are given up.
  void giveUp(List<Pending> group) throws IOException {
    long upTo = telemetry.nextSeq() - 1 + group.size();
    note(upTo, group.getFirst().wallMicros(), group.getLast().wallMicros(), GapReason.DISK_FULL);
    telemetry.skipTo(upTo);
    // No segment carries on the numbers now, so both slots must.
    tidy(true);
  }

  private synchronized void note(
      long upTo, long fromWallMicros, long toWallMicros, GapReason reason) throws IOException {
    long acknowledged = acknowledged(Stream.TELEMETRY);
    StreamState current = state(Stream.TELEMETRY).acknowledged(acknowledged);
    long count = upTo - unknownSeq() + 1;
    if (count > 0) {
      StreamState.Shed before = current.shed();
      long from =
          before != null && before.upTo() > acknowledged ? before.fromWallMicros() : fromWallMicros;
      current =
          current.shed(new StreamState.Shed(upTo, from, toWallMicros, reason, clock.now()), count);
    }
    save(Stream.TELEMETRY, current, true);
  }

  /// The first number of telemetry that is neither acknowledged nor given up.
  private long unknownSeq() {
    return Math.max(acknowledged(Stream.TELEMETRY), state(Stream.TELEMETRY).shedUpTo()) + 1;
  }

  private long lastWallMicros() {
    List<Segment> segments = telemetry.segments();
    return segments.size() > 1 ? segments.get(1).previousWallMicros() : telemetry.lastWallMicros();
  }

  /// Sheds full segments of telemetry that are too old.
  void shedAged() throws IOException {
    long limit = run.micros() - settings.maxAge().toNanos() / 1000;
    while (telemetry.segments().size() > 1 && telemetry.segments().get(1).runMicros() < limit) {
      shedOldest(GapReason.AGE);
    }
  }
}
