package org.khue.sim.device.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Places;
import org.khue.sim.ledger.Count;
import org.khue.sim.ledger.Taps;
import org.khue.sim.world.Noise;

final class CardFieldTest {
  private final Taps taps = new Taps();
  private final CardField field = new CardField(taps);
  private final Noise noise = Places.world(new ManualClock(), 0).noise("cards");
  private final Card card = Card.ofPupil(noise, 1);
  private Duration now = Duration.ZERO;

  private void pass(double seconds) {
    for (int step = 0; step < seconds * 20; step++) {
      now = now.plusMillis(50);
      field.step(now);
    }
  }

  @Test
  void aConfirmedCardIsTakenAway() {
    field.comes(card);
    pass(0.1);
    assertEquals(Optional.of(card), field.card());
    field.delivered(now);
    field.delivered(now); // the reader looks again while it is still there
    field.lampLit(now);

    assertEquals(Optional.empty(), field.card());
    assertEquals(new Count.Tapped(1, 1), taps.count());
    pass(10);
    assertEquals(Optional.empty(), field.card());
  }

  @Test
  void betweenTwoCardsTheAntennaIsFree() {
    field.comes(card);
    field.comes(Card.ofPupil(noise, 2));
    pass(0.1);
    field.delivered(now);
    field.lampLit(now);

    pass(0.5);
    assertEquals(Optional.empty(), field.card());
    pass(0.5);
    assertNotEquals(Optional.of(card), field.card());
    assertTrue(field.card().isPresent());
  }

  @Test
  void anUnconfirmedCardIsShownAgainAsANewPresentation() {
    field.comes(card);
    pass(0.1);
    field.delivered(now);
    pass(4.2);
    assertEquals(Optional.empty(), field.card(), "taken away");
    pass(2.1);
    assertEquals(Optional.of(card), field.card(), "and shown again");
    field.delivered(now);
    field.lampLit(now);

    assertEquals(new Count.Tapped(2, 1), taps.count());
  }

  @Test
  void aLateLampSendsTheirOwnerIn() {
    field.comes(card);
    pass(0.1);
    field.delivered(now);
    pass(4.2);
    field.lampLit(now);

    pass(10);
    assertEquals(Optional.empty(), field.card());
    assertEquals(new Count.Tapped(1, 1), taps.count());
  }

  @Test
  void aLampWithoutACardConfirmsNothing() {
    field.lampLit(now);

    assertEquals(new Count.Tapped(0, 0), taps.count());
  }

  @Test
  void afterSomeTriesTheOwnerWalksOn() {
    field.comes(card);
    for (int i = 0; i < 10; i++) {
      pass(0.1);
      field.delivered(now);
      pass(6.5);
    }

    assertEquals(new Count.Tapped(6, 0), taps.count());
    assertEquals(Optional.empty(), field.card());
  }

  @Test
  void aCardThatNobodyReadsIsNotPresented() {
    field.comes(card);
    pass(60);

    assertEquals(new Count.Tapped(0, 0), taps.count());
  }

  @Test
  void aNumberThatDidNotGoOutAfterAllIsNotCounted() {
    field.comes(card);
    pass(0.1);
    assertTrue(field.delivered(now));
    field.notDelivered();
    assertEquals(new Count.Tapped(0, 0), taps.count());

    assertTrue(field.delivered(now));
    assertEquals(new Count.Tapped(1, 0), taps.count());
  }

  @Test
  void whoOpensTheLineAnewSeesTheSameCardAsANewPresentation() {
    field.comes(card);
    pass(0.1);
    field.delivered(now);
    field.hangUp();
    field.lampLit(now);
    assertEquals(new Count.Tapped(1, 0), taps.count(), "the lamp of a new run confirms nothing");

    field.delivered(now);
    field.lampLit(now);
    assertEquals(new Count.Tapped(2, 1), taps.count());
  }

  @Test
  void aLongLineGrowsNoLonger() {
    for (int i = 0; i < 1000; i++) {
      field.comes(card);
    }
    int shown = 0;
    for (int i = 0; i < 100; i++) {
      pass(1);
      if (field.card().isPresent()) {
        field.delivered(now);
        field.lampLit(now);
        shown++;
      }
    }
    assertEquals(40, shown);
  }
}
