package org.khue.gateway;

import java.io.IOException;
import java.util.List;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;

/// The planted fault of `./khue chaos network`: what was sent is taken for confirmed as soon as the
/// next is read, as if a PUBACK or a write to a socket meant something.
final class TrustingJournal extends ForwardingJournal {
  TrustingJournal(Journal whole) {
    super(whole);
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    whole.acknowledge(stream, fromSeq - 1);
    return whole.read(stream, fromSeq, maxEntries, maxBytes);
  }
}
