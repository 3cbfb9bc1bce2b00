package org.khue.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;

/// The planted fault: some entries in the middle are left out, and the numbers closed up.
final class DroppingJournal extends ForwardingJournal {
  private final int dropped;

  DroppingJournal(Journal whole, int dropped) {
    super(whole);
    this.dropped = dropped;
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
}
