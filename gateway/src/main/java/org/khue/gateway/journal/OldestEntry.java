package org.khue.gateway.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.khue.contract.Entry;
import org.khue.contract.Gap;
import org.khue.contract.wire.EntryReader;

/// Looks up when the entry of a number happened, for numbers that only rise. It reads on its own,
/// so that the uplink's reading goes on where it was.
final class OldestEntry implements Closeable {
  private final StreamReader reader;
  private long seq;
  private long wallMicros;

  OldestEntry(StreamReader reader) {
    this.reader = reader;
  }

  /// @return its wall time, 0 if it is not known
  synchronized long wallMicros(long ofSeq) {
    if (ofSeq != seq || wallMicros == 0) {
      wallMicros = lookUp(ofSeq);
      seq = ofSeq;
    }
    return wallMicros;
  }

  private long lookUp(long ofSeq) {
    try {
      List<Journal.Stored> found = reader.read(ofSeq, 1, 1);
      if (found.isEmpty()) {
        return 0;
      }
      Entry entry = EntryReader.read(found.getFirst().cbor());
      return entry instanceof Gap gap ? gap.fromWallMicros() : entry.at().wallMicros();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
