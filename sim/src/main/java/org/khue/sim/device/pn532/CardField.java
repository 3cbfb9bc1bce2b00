package org.khue.sim.device.pn532;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.sim.ledger.Taps;

/// The people in front of a reader. The first in line holds a card to it until the lamp confirms.
/// Without the lamp within some seconds, the card is taken away and shown again, as people do;
/// after some tries its owner walks on.
///
/// A tap counts as presented when the card's number was delivered, once each time the card is
/// shown, and once more if the line hung up in between, because whoever opens it then sees a new
/// card. It counts as confirmed when the lamp is lit after that. Not for several threads at once.
/// Times are real time since the world began.
final class CardField {
  private static final Duration GAP = Duration.ofMillis(800);
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration UNREAD_PATIENCE = Duration.ofSeconds(6);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(2);
  private static final int MOST_TRIES = 6;
  private static final int LONGEST_LINE = 40;

  private record Person(Card card, int tries) {}

  private final Taps taps;
  private final ArrayDeque<Person> line = new ArrayDeque<>();
  private @Nullable Person showing;
  private Duration since = Duration.ZERO;
  private Duration pause = Duration.ZERO;
  private boolean delivered;
  private boolean unconfirmed;

  CardField(Taps taps) {
    this.taps = taps;
  }

  /// Somebody comes with a card; if the line is too long they walk on.
  void comes(Card card) {
    if (line.size() < LONGEST_LINE) {
      line.addLast(new Person(card, 0));
    }
  }

  /// Lets time pass.
  void step(Duration now) {
    Duration waited = now.minus(since);
    if (showing == null) {
      if (waited.compareTo(pause) >= 0 && !line.isEmpty()) {
        showing = line.removeFirst();
        since = now;
        delivered = false;
      }
    } else if (waited.compareTo(delivered ? PATIENCE : UNREAD_PATIENCE) >= 0) {
      tryAgain(showing, now);
    }
  }

  private void tryAgain(Person person, Duration now) {
    takeAway(now, AGAIN_AFTER);
    if (person.tries + 1 < MOST_TRIES) {
      line.addFirst(new Person(person.card, person.tries + 1));
    } else {
      unconfirmed = false;
    }
  }

  private void takeAway(Duration now, Duration then) {
    showing = null;
    since = now;
    pause = then;
  }

  /// The card at the antenna.
  Optional<Card> card() {
    return Optional.ofNullable(showing).map(Person::card);
  }

  /// The number of the card at the antenna goes out.
  ///
  /// @return whether that is the first time since it is shown
  boolean delivered(Duration now) {
    if (showing == null || delivered) {
      return false;
    }
    delivered = true;
    unconfirmed = true;
    since = now;
    taps.presented();
    return true;
  }

  /// What [#delivered] has just counted did not go out.
  void notDelivered() {
    delivered = false;
    unconfirmed = false;
    taps.withdrawn();
  }

  /// The lamp was lit.
  void lampLit(Duration now) {
    if (!unconfirmed) {
      return;
    }
    unconfirmed = false;
    taps.confirmed();
    if (showing == null) {
      line.pollFirst(); // late, but who was about to try again sees it
      return;
    }
    takeAway(now, GAP);
  }

  /// Nobody has the line open any more: nobody will confirm what was delivered.
  void hangUp() {
    delivered = false;
    unconfirmed = false;
  }
}
