package org.khue.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Entry;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;

/// The planted fault: some entries in the middle are left out, and the numbers closed up.
final class DroppingJournal implements Journal {
  private final Journal whole;
  private final int dropped;

  DroppingJournal(Journal whole, int dropped) {
    this.whole = whole;
    this.dropped = dropped;
  }

  @Override
  public CompletionStage<Long> append(Stream stream, Entry entry) {
    return whole.append(stream, entry);
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    List<Stored> moved = new ArrayList<>();
    long shift = stream == Stream.TELEMETRY ? dropped : 0;
    for (Stored each : whole.read(stream, fromSeq + shift, maxEntries, maxBytes)) {
      moved.add(new Stored(each.seq() - shift, each.span(), each.cbor()));
    }
    return moved;
  }

  @Override
  public void acknowledge(Stream stream, long upToSeq) {
    whole.acknowledge(stream, upToSeq);
  }

  @Override
  public boolean isNumbered(Stream stream) {
    return whole.isNumbered(stream);
  }

  @Override
  public void numberAfter(Stream stream, long cloudCursor) throws IOException {
    whole.numberAfter(stream, cloudCursor);
  }

  @Override
  public boolean await(Stream stream, long seq, Duration timeout) throws InterruptedException {
    return whole.await(stream, seq + dropped, timeout);
  }

  @Override
  public Depth depth(Stream stream) {
    Depth depth = whole.depth(stream);
    long shift = stream == Stream.TELEMETRY ? dropped : 0;
    return new Depth(
        depth.acknowledgedSeq(),
        Math.max(0, depth.durableSeq() - shift),
        depth.bytes(),
        depth.oldestWallMicros(),
        depth.shed());
  }

  @Override
  public Health health() {
    return whole.health();
  }

  @Override
  public void close() {}
}
