package org.khue.sim.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TicksTest {
  private final Ticks ticks = new Ticks();

  @Test
  void beforeTheFirstSampleNothingIsClaimed() {
    assertEquals(new Count.Ticked("tick", 0, List.of()), ticks.count("tick"));
  }

  @Test
  void aNumberOnItsWayIsNotSpokenOf() {
    ticks.sent(ticks.take());
    ticks.take();

    assertEquals(new Count.Ticked("tick", 1, List.of()), ticks.count("tick"));
  }

  @Test
  void aNumberThatSurelyDidNotArriveIsUsedAgain() {
    ticks.unsent(ticks.take());

    assertEquals(1, ticks.take());
  }

  @Test
  void aNumberThatMayHaveArrivedIsKeptAsUncertainAndNeverUsedAgain() {
    ticks.sent(ticks.take());
    ticks.uncertain(ticks.take());
    ticks.sent(ticks.take());

    assertEquals(new Count.Ticked("tick", 3, List.of(2L)), ticks.count("tick"));
    assertEquals(4, ticks.take());
  }

  @Test
  void aHoleUnderLaterNumbersIsNotClaimed() {
    long early = ticks.take();
    long late = ticks.take();
    ticks.sent(late);
    ticks.unsent(early);

    assertEquals(new Count.Ticked("tick", 2, List.of(1L)), ticks.count("tick"));
  }

  @Test
  void aNumberOnItsWayUnderLaterOnesIsUncertainUntilItIsSettled() {
    long slow = ticks.take();
    ticks.sent(ticks.take());
    assertEquals(new Count.Ticked("tick", 2, List.of(1L)), ticks.count("tick"));

    ticks.sent(slow);
    assertEquals(new Count.Ticked("tick", 2, List.of()), ticks.count("tick"));
  }

  @Test
  void settlingTwiceChangesNothing() {
    long tick = ticks.take();
    ticks.sent(tick);
    ticks.uncertain(tick);
    ticks.unsent(tick);

    assertEquals(new Count.Ticked("tick", 1, List.of()), ticks.count("tick"));
  }

  @Test
  void aPlantedLossIsClaimedAndNeverSent() {
    ticks.sent(ticks.take());
    ticks.plantLoss();
    ticks.sent(ticks.take());

    assertEquals(new Count.Ticked("tick", 3, List.of()), ticks.count("tick"));
    assertEquals(4, ticks.take());
  }

  @Test
  void aPlantedDuplicateIsSentTwiceAndClaimedOnce() {
    ticks.sent(ticks.take());
    ticks.plantDuplicate();
    long again = ticks.take();
    ticks.sent(again);

    assertEquals(1, again);
    assertEquals(new Count.Ticked("tick", 1, List.of()), ticks.count("tick"));
    assertEquals(2, ticks.take());
  }

  @Test
  void severalNumbersOfOneAnswerAreGivenBackTogether() {
    ticks.unsent(List.of(ticks.take(), ticks.take()));

    assertEquals(1, ticks.take());
  }
}
