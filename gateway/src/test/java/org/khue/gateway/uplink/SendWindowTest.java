package org.khue.gateway.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.khue.contract.Ack;
import org.khue.contract.Stream;

class SendWindowTest {
  private final SendWindow window = new SendWindow(3, Duration.ofNanos(100));

  private static Ack ack(long upTo, @Nullable String refused) {
    return new Ack(Stream.EVENTS, upTo, refused);
  }

  /// Three batches of ten behind number 100 are on their way.
  @BeforeEach
  void fill() {
    window.begin(100);
    for (long first = 101; first <= 121; first += 10) {
      assertTrue(window.sent(first, first, first + 9, 0));
    }
    assertTrue(window.isFull());
    assertEquals(131, window.next());
  }

  @Test
  void anAcknowledgementMakesRoom() {
    assertTrue(window.take(ack(110, null), 1));
    assertFalse(window.isFull());
    assertEquals(110, window.acknowledged());
    assertEquals(131, window.next());
  }

  @Test
  void oneAcknowledgementMayStandForSeveralBatches() {
    assertTrue(window.take(ack(130, null), 1));
    assertEquals(130, window.acknowledged());
    assertFalse(window.isLate(1_000, false));
  }

  @Test
  void anOldAcknowledgementMovesNothingBack() {
    window.take(ack(120, null), 1);
    assertFalse(window.take(ack(110, null), 2));
    assertEquals(120, window.acknowledged());
    assertEquals(131, window.next());
  }

  @Test
  void aRefusalGoesBackOnceForAllBatchesBehindIt() {
    assertFalse(window.take(ack(100, "begins at 111"), 1));
    assertEquals(101, window.next());
    assertTrue(window.sent(101, 101, 140, 1));
    window.take(ack(100, "begins at 121"), 2);
    assertEquals(141, window.next(), "an echo of the first refusal goes back again");
    assertEquals(1, window.refusals());
    window.take(ack(140, null), 3);
    assertEquals(0, window.refusals());
  }

  @Test
  void aRefusalOfSomethingOlderIsPassedOver() {
    window.take(ack(120, null), 1);
    window.take(ack(105, "begins at 121"), 2);
    assertEquals(131, window.next());
  }

  @Test
  void aBatchTakenInPartIsGoneOnWithBehindThatPart() {
    assertTrue(window.take(ack(115, null), 1));
    assertEquals(116, window.next());
    assertFalse(window.isFull());
  }

  @Test
  void aLateAnswerGoesBackToWhatIsAcknowledged() {
    window.take(ack(110, null), 50);
    assertFalse(window.isLate(150, false));
    assertTrue(window.isLate(151, false));
    assertEquals(111, window.next());
    assertEquals(1, window.timeouts());
    assertFalse(window.isLate(1_000, false), "nothing is on its way");
  }

  @Test
  void aBatchReadBeforeGoingBackIsNotSent() {
    window.take(ack(100, "begins at 111"), 1);
    assertFalse(window.sent(131, 131, 140, 2));
    assertEquals(101, window.next());
  }

  @Test
  void aBatchThatTheConnectionDidNotTakeIsNextAgain() {
    window.take(ack(110, null), 1);
    assertTrue(window.sent(131, 131, 140, 2));
    window.unsent(131, 140);
    assertEquals(131, window.next());
    assertFalse(window.isFull());
  }
}
