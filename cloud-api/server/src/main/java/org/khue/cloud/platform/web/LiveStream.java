package org.khue.cloud.platform.web;

import io.micronaut.http.sse.Event;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/// A stream of server-sent events to one page. Each event has a name, and of each name only the
/// newest waits to be sent: a slow page sees fewer steps, and the memory is bounded by the number
/// of names on it.
public final class LiveStream implements Publisher<Event<String>> {
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private final Runnable onEnd;
  private @Nullable Subscriber<? super Event<String>> subscriber;
  private long demand;
  private boolean sending;
  private boolean ended;
  private boolean completed;

  /// @param onEnd called once when the page is gone or the stream was completed
  public LiveStream(Runnable onEnd) {
    this.onEnd = onEnd;
  }

  /// Sends an event, now or when the page is ready for it.
  public void send(String name, String data) {
    synchronized (this) {
      if (ended) {
        return;
      }
      waiting.remove(name);
      waiting.put(name, data);
    }
    drain();
  }

  /// Ends the stream; the browser then opens a new one.
  public void complete() {
    Subscriber<? super Event<String>> to;
    synchronized (this) {
      if (ended) {
        return;
      }
      completed = true;
      to = subscriber;
    }
    end();
    if (to != null) {
      to.onComplete();
    }
  }

  /// Whether nobody listens any more.
  public synchronized boolean isEnded() {
    return ended;
  }

  @Override
  public void subscribe(Subscriber<? super Event<String>> listener) {
    synchronized (this) {
      if (subscriber != null) {
        throw new IllegalStateException("a live stream has one listener");
      }
      subscriber = listener;
    }
    listener.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            synchronized (LiveStream.this) {
              demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
            }
            drain();
          }

          @Override
          public void cancel() {
            end();
          }
        });
  }

  private void end() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting.clear();
    }
    onEnd.run();
  }

  /// One thread at a time hands events on; others leave theirs in the map for it.
  private void drain() {
    while (true) {
      Subscriber<? super Event<String>> to;
      Event<String> next;
      synchronized (this) {
        to = subscriber;
        if (sending || ended || completed || to == null || demand == 0 || waiting.isEmpty()) {
          return;
        }
        Iterator<Map.Entry<String, String>> first = waiting.entrySet().iterator();
        Map.Entry<String, String> entry = first.next();
        next = Event.of(entry.getValue()).name(entry.getKey());
        first.remove();
        demand--;
        sending = true;
      }
      try {
        to.onNext(next);
      } finally {
        synchronized (this) {
          sending = false;
        }
      }
    }
  }
}
