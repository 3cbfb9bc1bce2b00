package org.khue.gateway;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Entry;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;

/// Hands everything on to another journal, for planted faults that change one thing. Closing it
/// closes nothing.
abstract class ForwardingJournal implements Journal {
  protected final Journal whole;

  protected ForwardingJournal(Journal whole) {
    this.whole = whole;
  }

  @Override
  public CompletionStage<Long> append(Stream stream, Entry entry) {
    return whole.append(stream, entry);
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes)
      throws IOException {
    return whole.read(stream, fromSeq, maxEntries, maxBytes);
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
    return whole.await(stream, seq, timeout);
  }

  @Override
  public Depth depth(Stream stream) {
    return whole.depth(stream);
  }

  @Override
  public Health health() {
    return whole.health();
  }

  @Override
  public void close() {}
}
