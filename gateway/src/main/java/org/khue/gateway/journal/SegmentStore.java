package org.khue.gateway.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stream;
import org.khue.gateway.clock.GatewayClock;
import org.khue.gateway.journal.Journal.Depth;
import org.khue.gateway.journal.Journal.Health;
import org.khue.gateway.journal.Journal.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segmented append-only log.
///
/// **How it works.** Each stream is a row of segment files, `{stream}-{id}-{firstSeq}.seg`: a
/// 64-byte [SegmentHeader], then records (see [RecordFormat]) one behind the other, then zeros. A
/// segment grows by a chunk of zeros at a time, so that nearly every sync writes data alone:
/// neither the file's length nor its extents change, and the file system's own journal stays out of
/// it. A group of entries is one write and one `fdatasync`; only after that do its numbers become
/// [StreamLog#durableSeq()] and its callers hear of it.
///
/// **Where a segment ends.** Nothing is ever cut off or overwritten. A segment's numbers end where
/// the next one's begin, and what it holds beyond that does not count. So a segment in which a
/// write or sync failed is simply left: its entries that no sync has confirmed are written again
/// into a new segment that begins with the first of them. The descriptor that failed is never
/// synced again: the kernel may have dropped the pages that it could not write and would report
/// success.
///
/// **After a start** the newest segment is read through ([Recovery]). Bytes behind the last valid
/// record that are not zeros mean a torn write, or damage to the last record: since its number may
/// already be known to the cloud it is not used again, a new segment begins with the number after
/// it, and the missing number is read as a gap. Damage between two records costs the records it
/// hit; the scanner finds the next one byte by byte, and the missing numbers are read as a gap.
///
/// **What is no longer needed.** Acknowledged and shed numbers stand in the [StateFile], synced
/// before any file is deleted. When the limit is reached or the disk is full, the oldest telemetry
/// goes, segment by segment, and its numbers are read as one counted gap. Events may take the whole
/// limit, and a [SpareFile] holds room for them on the disk itself.
///
/// **One thread writes**; readers follow `segments` and `durableSeq`, which it publishes after each
/// sync, with descriptors of their own.
final class SegmentStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
  private static final int ATTEMPTS = 3;
  private static final int GROUP_BYTES = 1024 * 1024;
  private static final long SPARE_RETRY_NANOS = TimeUnit.SECONDS.toNanos(8);

  private final Disk disk;
  private final JournalSettings settings;
  private final GatewayClock clock;
  private final StateFile state;
  private final RunClock run;
  private final SpareFile spare;
  private final Retention retention;
  private final Reading events;
  private final Reading telemetry;
  private volatile long abandonedSegments;
  private volatile @Nullable String writeFault;
  private volatile @Nullable String upkeepFault;
  private long nextSpareMicros;

  /// A stream's two readers.
  private record Reading(StreamReader uplink, OldestEntry oldest) implements Closeable {
    @Override
    public void close() throws IOException {
      uplink.close();
      oldest.close();
    }
  }

  SegmentStore(Disk disk, JournalSettings settings, GatewayClock clock) throws IOException {
    this.disk = disk;
    this.settings = settings;
    this.clock = clock;
    this.state = StateFile.open(disk);
    this.run = new RunClock(clock.time(), state.state().runMicros());
    this.spare = new SpareFile(disk, settings.spareBytes());
    WriteBuffer buffer = new WriteBuffer();
    StreamLog eventLog = recovered(Stream.EVENTS, buffer);
    StreamLog telemetryLog = recovered(Stream.TELEMETRY, buffer);
    // The names that were found may be known to the page cache only, after a killed process.
    disk.sync();
    this.events = reading(Stream.EVENTS, eventLog);
    this.telemetry = reading(Stream.TELEMETRY, telemetryLog);
    this.retention =
        new Retention(
            settings, state, eventLog, telemetryLog, spare, run, clock, telemetry.oldest());
    makeSpare();
  }

  private StreamLog recovered(Stream stream, WriteBuffer buffer) throws IOException {
    StreamState known = state.state().of(stream);
    long knownSeq = Math.max(known.acknowledged(), known.shedUpTo());
    Recovery.Recovered found = new Recovery(stream, disk, knownSeq).run();
    return new StreamLog(stream, disk, settings, buffer, found);
  }

  private Reading reading(Stream stream, StreamLog log) {
    return new Reading(
        new StreamReader(disk, log, () -> state.state().of(stream), clock::now),
        new OldestEntry(new StreamReader(disk, log, () -> state.state().of(stream), clock::now)));
  }

  private Reading reading(Stream stream) {
    return switch (stream) {
      case EVENTS -> events;
      case TELEMETRY -> telemetry;
    };
  }

  @Override
  public int maxGroupBytes() {
    return (int) Math.min(GROUP_BYTES, settings.segmentBytes() / 2);
  }

  @Override
  public long commit(Stream stream, List<Pending> group) throws IOException {
    StreamLog log = retention.log(stream);
    String spareName = null;
    int failures = 0;
    while (true) {
      try {
        retention.makeRoom(stream, Pending.recordBytes(group), spareName != null);
        log.append(group, run.micros(), spareName);
        writeFault = null;
        return retention.state(stream).base() + log.durableSeq() - group.size() + 1;
      } catch (FullDiskException e) {
        // Each turn of the loop deletes a segment or takes the one spare file.
        if (!retention.shedOldest(GapReason.DISK_FULL)) {
          boolean taken = spareName != null;
          spareName = stream == Stream.EVENTS && !taken ? spare.take() : null;
          if (taken) {
            spare.putBack();
          }
          if (spareName == null) {
            throw notKept(stream, group, e);
          }
        }
      } catch (IOException e) {
        abandonedSegments++;
        LOG.warn("A segment of {} in {} is given up: {}", stream.wireName(), disk, e.toString());
        if (++failures == ATTEMPTS) {
          throw failed(stream, e);
        }
      }
    }
  }

  private IOException notKept(Stream stream, List<Pending> group, FullDiskException cause)
      throws IOException {
    writeFault =
        "no room for "
            + stream.wireName()
            + " in "
            + disk
            + " ("
            + cause.getMessage()
            + "): free disk space, or bring the gateway online so that it can send what it holds";
    if (stream == Stream.TELEMETRY) {
      retention.giveUp(group);
    }
    return new FullDiskException(String.valueOf(writeFault), cause);
  }

  private IOException failed(Stream stream, IOException cause) {
    writeFault =
        stream.wireName()
            + " cannot be written to "
            + disk
            + " ("
            + cause.getMessage()
            + "): the card or disk may be failing, replace it";
    return new IOException(writeFault, cause);
  }

  @Override
  public void maintain() {
    try {
      retention.tidy(false);
      retention.shedAged();
      makeSpare();
      upkeepFault = null;
    } catch (IOException e) {
      upkeepFault =
          "acknowledged entries cannot be cleared from "
              + disk
              + " ("
              + e.getMessage()
              + "): the card or disk may be failing or full";
      LOG.warn("{}", upkeepFault);
    }
  }

  private void makeSpare() throws IOException {
    if (!spare.isMissing() || run.micros() < nextSpareMicros) {
      return;
    }
    nextSpareMicros = run.micros() + SPARE_RETRY_NANOS / 1000;
    try {
      spare.make();
    } catch (FullDiskException e) {
      LOG.warn("No room in {} to set {} bytes aside for events", disk, spare.bytes());
    }
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    long base = retention.state(stream).base();
    long from = Math.max(fromSeq - base, retention.acknowledged(stream) + 1);
    List<Stored> found = reading(stream).uplink().read(from, maxEntries, maxBytes);
    if (base == 0) {
      return found;
    }
    return found.stream()
        .map(stored -> new Stored(stored.seq() + base, stored.span(), stored.cbor()))
        .toList();
  }

  @Override
  public void acknowledge(Stream stream, long upToSeq) {
    retention.acknowledge(stream, upToSeq - retention.state(stream).base());
  }

  @Override
  public boolean isNumbered(Stream stream) {
    return retention.state(stream).numbered();
  }

  @Override
  public void numberAfter(Stream stream, long cloudCursor) throws IOException {
    retention.numberAfter(stream, cloudCursor);
  }

  @Override
  public long durableSeq(Stream stream) {
    return retention.durable(stream) + retention.state(stream).base();
  }

  @Override
  public Depth depth(Stream stream) {
    StreamState known = retention.state(stream);
    long acknowledged = retention.acknowledged(stream);
    long durable = retention.durable(stream);
    long oldest =
        acknowledged >= durable ? 0 : reading(stream).oldest().wallMicros(acknowledged + 1);
    return new Depth(
        acknowledged + known.base(),
        durable + known.base(),
        retention.log(stream).bytes(),
        oldest,
        known.shedTotal());
  }

  @Override
  public Health health() {
    String fault = writeFault == null ? upkeepFault : writeFault;
    long corrupt = events.uplink().corruptEntries() + telemetry.uplink().corruptEntries();
    return new Health(fault, abandonedSegments, corrupt);
  }

  @Override
  public void close() throws IOException {
    try (disk;
        state;
        events;
        telemetry) {
      retention.log(Stream.EVENTS).leave();
      retention.log(Stream.TELEMETRY).leave();
      retention.tidy(true);
    }
  }
}
