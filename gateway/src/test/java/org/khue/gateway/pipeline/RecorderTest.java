package org.khue.gateway.pipeline;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.khue.contract.ClockState;
import org.khue.contract.Event;
import org.khue.contract.EventKind;
import org.khue.contract.Quality;
import org.khue.contract.Reading;
import org.khue.contract.Stamp;
import org.khue.gateway.testing.MemoryJournal;

class RecorderTest {
  private static final Stamp AT = new Stamp(1, 2, 3, ClockState.SYNCED);
  private final MemoryJournal journal = new MemoryJournal();
  private final Recorder recorder = new Recorder(journal);

  @Test
  void anEventIsOfferedUntilItIsKept() {
    journal.refuse(2);
    CompletableFuture<Long> kept = recorder.event(event()).toCompletableFuture();
    assertFalse(kept.isDone());
    assertEquals(1, recorder.eventsWaiting());
    await().until(kept::isDone);
    assertEquals(1, journal.events().size());
    assertEquals(0, recorder.eventsWaiting());
  }

  @Test
  void anEventThatSomebodyWaitsForIsOfferedOnce() {
    journal.refuse(1);
    assertTrue(recorder.once(event()).toCompletableFuture().isCompletedExceptionally());
    assertEquals(0, journal.events().size());
  }

  @Test
  void aRefusedReadingIsCounted() {
    journal.refuse(1);
    recorder.reading(reading());
    recorder.reading(reading());
    assertEquals(1, recorder.readingsRefused());
    assertEquals(1, journal.readings().size());
  }

  @Test
  void aStoppedGatewayDoesNotTryForEver() {
    journal.refuse(Integer.MAX_VALUE);
    CompletableFuture<Long> kept = recorder.event(event()).toCompletableFuture();
    recorder.close();
    await().until(kept::isCompletedExceptionally);
  }

  private static Event event() {
    return new Event(AT, "meter", EventKind.STATE_CHANGED, false, Map.of());
  }

  private static Reading reading() {
    return new Reading(AT, "meter", "power", 1, "W", Quality.GOOD, null, false);
  }
}
