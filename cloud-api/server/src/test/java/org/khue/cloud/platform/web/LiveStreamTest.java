package org.khue.cloud.platform.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.http.sse.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

class LiveStreamTest {
  private final AtomicInteger ends = new AtomicInteger();
  private final LiveStream stream = new LiveStream(ends::incrementAndGet);
  private final Page page = new Page();

  private static final class Page implements Subscriber<Event<String>> {
    final List<String> seen = new ArrayList<>();
    private final CompletableFuture<Subscription> subscription = new CompletableFuture<>();
    boolean completed;

    @Override
    public void onSubscribe(Subscription given) {
      subscription.complete(given);
    }

    @Override
    public void onNext(Event<String> event) {
      seen.add(event.getName() + "=" + event.getData());
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }

  @Test
  void aSlowPageGetsOnlyTheNewestOfEachName() {
    stream.subscribe(page);
    stream.send("a", "1");
    stream.send("b", "1");
    stream.send("a", "2");
    page.subscription.join().request(10);
    assertEquals(List.of("b=1", "a=2"), page.seen);
  }

  @Test
  void nothingIsSentBeyondTheDemand() {
    stream.subscribe(page);
    page.subscription.join().request(1);
    stream.send("a", "1");
    stream.send("b", "1");
    assertEquals(List.of("a=1"), page.seen);
    page.subscription.join().request(1);
    assertEquals(List.of("a=1", "b=1"), page.seen);
  }

  @Test
  void eventsBeforeTheListenerWait() {
    stream.send("a", "1");
    stream.subscribe(page);
    page.subscription.join().request(1);
    assertEquals(List.of("a=1"), page.seen);
  }

  @Test
  void aClosedPageEndsTheStreamOnce() {
    stream.subscribe(page);
    page.subscription.join().cancel();
    page.subscription.join().cancel();
    stream.complete();
    stream.send("a", "1");
    assertEquals(1, ends.get());
    assertTrue(stream.isEnded());
    assertEquals(List.of(), page.seen);
  }

  @Test
  void completionIsTold() {
    stream.subscribe(page);
    stream.complete();
    assertTrue(page.completed);
    assertEquals(1, ends.get());
  }
}
