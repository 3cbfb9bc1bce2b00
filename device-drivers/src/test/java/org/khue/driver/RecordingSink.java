package org.khue.driver;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/// Keeps all that a listening driver gives it. An event is on disk at once unless [#journal] says
/// else.
public final class RecordingSink implements Sink {
  /// An event as it came.
  public record Seen(String kind, Map<String, Object> details) {}

  public final List<Sample> samples = new CopyOnWriteArrayList<>();
  public final List<Seen> events = new CopyOnWriteArrayList<>();
  public final List<Fault> losses = new CopyOnWriteArrayList<>();

  /// What the next events get as their stage.
  public volatile CompletableFuture<Void> journal = CompletableFuture.completedFuture(null);

  @Override
  public void sample(Sample sample) {
    samples.add(sample);
  }

  @Override
  public CompletionStage<Void> event(String kind, Map<String, Object> details) {
    events.add(new Seen(kind, Map.copyOf(details)));
    return journal;
  }

  @Override
  public void lost(Fault fault) {
    losses.add(fault);
  }
}
