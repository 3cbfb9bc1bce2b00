package org.khue.gateway.testing;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.khue.contract.Entry;
import org.khue.contract.Event;
import org.khue.contract.Reading;
import org.khue.contract.Stream;
import org.khue.gateway.journal.Journal;

/// Keeps entries in memory, as they were given; can refuse them.
public final class MemoryJournal implements Journal {
  private final List<Entry> events = new ArrayList<>();
  private final List<Entry> telemetry = new ArrayList<>();
  private int refusals;

  /// The next appends, of either stream, are refused.
  public synchronized void refuse(int next) {
    refusals = next;
  }

  @Override
  public synchronized CompletionStage<Long> append(Stream stream, Entry entry) {
    if (refusals > 0) {
      refusals--;
      return CompletableFuture.failedStage(new IOException("the disk is full"));
    }
    List<Entry> of = of(stream);
    of.add(entry);
    return CompletableFuture.completedStage((long) of.size());
  }

  public synchronized List<Entry> entries(Stream stream) {
    return List.copyOf(of(stream));
  }

  public List<Event> events() {
    return only(Event.class, Stream.EVENTS);
  }

  public List<Event> events(String kind) {
    return events().stream().filter(event -> event.kind().equals(kind)).toList();
  }

  public List<Reading> readings() {
    return only(Reading.class, Stream.TELEMETRY);
  }

  public List<Reading> readings(String device, String point) {
    return readings().stream()
        .filter(reading -> reading.device().equals(device) && reading.point().equals(point))
        .toList();
  }

  private <T> List<T> only(Class<T> type, Stream stream) {
    return entries(stream).stream().filter(type::isInstance).map(type::cast).toList();
  }

  private List<Entry> of(Stream stream) {
    return stream == Stream.EVENTS ? events : telemetry;
  }

  @Override
  public List<Stored> read(Stream stream, long fromSeq, int maxEntries, int maxBytes) {
    return List.of();
  }

  @Override
  public void acknowledge(Stream stream, long upToSeq) {}

  @Override
  public boolean isNumbered(Stream stream) {
    return true;
  }

  @Override
  public void numberAfter(Stream stream, long cloudCursor) {}

  @Override
  public boolean await(Stream stream, long seq, Duration timeout) {
    return entries(stream).size() >= seq;
  }

  @Override
  public synchronized Depth depth(Stream stream) {
    return new Depth(0, of(stream).size(), 0, 0, 0);
  }

  @Override
  public Health health() {
    return new Health(null, 0, 0);
  }

  @Override
  public void close() {}
}
