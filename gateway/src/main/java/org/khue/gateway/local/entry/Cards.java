package org.khue.gateway.local.entry;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.khue.driver.TimeSource;
import org.khue.gateway.local.web.Role;
import org.khue.gateway.pipeline.TapListener;

/// The cards that sign in at the local site. A tap does one thing at a time: it enrols a card while
/// the installer waits for one, or signs in the one browser that waits for one. May be called from
/// any thread.
///
/// One browser waits at a time, and not for long, so that whoever taps sees on their own page
/// whether it is theirs that is meant; a page that waited in vain has to pause as long. While the
/// reader is used for a roll-call, no tap enrols or signs in.
public final class Cards implements TapListener {
  static final Duration ENROLLING = Duration.ofSeconds(60);
  static final Duration WAITING = Duration.ofSeconds(30);
  static final Duration PAUSE = Duration.ofSeconds(30);
  static final int MOST = 100;

  /// Phones show another number each time.
  private static final String RANDOM = "random";

  private static final int MOST_SOURCES = 256;

  /// What came of a tap, for the page that waits.
  enum Outcome {
    WAITS,
    GRANTED,
    UNKNOWN,
    REVOKED,
    UNFIT,
    OVER
  }

  /// Why no waiting began.
  enum Refused {
    NOTHING,
    ANOTHER_WAITS,
    PAUSE
  }

  private record Enrolment(String label, Role role, long untilMicros) {}

  private record Waiting(
      String visitor, String source, long untilMicros, Outcome outcome, @Nullable Card card) {
    Waiting with(Outcome next, @Nullable Card granted) {
      return new Waiting(visitor, source, untilMicros, next, granted);
    }
  }

  private final CardFile file;
  private final TimeSource time;
  private final BooleanSupplier readerInUse;
  private final List<Card> cards;
  private final Map<String, Long> pauses = new LinkedHashMap<>();
  private @Nullable Enrolment enrolment;
  private Outcome enrolled = Outcome.OVER;
  private @Nullable Waiting waiting;

  /// @param readerInUse whether taps mean something else just now
  public Cards(Path data, TimeSource time, BooleanSupplier readerInUse) {
    this.time = time;
    this.readerInUse = readerInUse;
    file = new CardFile(data.resolve("site-cards.json"));
    cards = file.read();
  }

  synchronized List<Card> all() {
    return List.copyOf(cards);
  }

  /// Whether there is a card that signs in.
  public synchronized boolean any() {
    return cards.stream().anyMatch(card -> !card.revoked());
  }

  /// The next card that is shown becomes this person's.
  synchronized void enrol(String label, Role role) {
    enrolment = new Enrolment(label, role, time.monotonicMicros() + micros(ENROLLING));
    enrolled = Outcome.WAITS;
  }

  synchronized void stopEnrolling() {
    enrolment = null;
    enrolled = Outcome.OVER;
  }

  /// How the last enrolling stands.
  synchronized Outcome enrolling() {
    if (enrolment != null && enrolment.untilMicros < time.monotonicMicros()) {
      stopEnrolling();
    }
    return enrolled;
  }

  /// A revoked card stays in the list, so that its tap says so.
  synchronized void revoke(String hash) throws IOException {
    List<Card> next = new ArrayList<>(cards);
    next.replaceAll(card -> card.hash().equals(hash) ? card.revokedNow() : card);
    keep(next);
  }

  /// Forgets a revoked card and its label.
  synchronized void forget(String hash) throws IOException {
    List<Card> next = new ArrayList<>(cards);
    next.removeIf(card -> card.hash().equals(hash) && card.revoked());
    keep(next);
  }

  private void keep(List<Card> next) throws IOException {
    file.write(next);
    cards.clear();
    cards.addAll(next);
  }

  /// A browser waits for a card.
  ///
  /// @param visitor what only that browser has
  /// @param source its address
  synchronized Refused begin(String visitor, String source) {
    long now = time.monotonicMicros();
    Waiting other = waiting;
    if (other != null && other.outcome == Outcome.WAITS && other.untilMicros >= now) {
      return other.visitor.equals(visitor) ? Refused.NOTHING : Refused.ANOTHER_WAITS;
    }
    Long until = pauses.get(source);
    if (until != null && until > now) {
      return Refused.PAUSE;
    }
    long end = now + micros(WAITING);
    pauses.remove(source);
    pauses.put(source, end + micros(PAUSE));
    if (pauses.size() > MOST_SOURCES) {
      pauses.remove(pauses.keySet().iterator().next());
    }
    waiting = new Waiting(visitor, source, end, Outcome.WAITS, null);
    return Refused.NOTHING;
  }

  /// How the waiting of that browser stands.
  synchronized Outcome outcome(String visitor) {
    Waiting of = waiting;
    if (of == null || !of.visitor.equals(visitor)) {
      return Outcome.OVER;
    }
    boolean late = of.untilMicros < time.monotonicMicros();
    return late ? Outcome.OVER : of.outcome;
  }

  /// The card that was shown for that browser; once.
  synchronized Optional<Card> take(String visitor) {
    Waiting of = waiting;
    if (of == null || outcome(visitor) != Outcome.GRANTED) {
      return Optional.empty();
    }
    waiting = null;
    pauses.remove(of.source);
    return Optional.ofNullable(of.card);
  }

  @Override
  public synchronized void tapped(String card, String assurance) throws IOException {
    if (readerInUse.getAsBoolean()) {
      return;
    }
    if (enrolling() == Outcome.WAITS) {
      take(card, assurance);
      return;
    }
    Waiting now = waiting;
    if (now == null || outcome(now.visitor) != Outcome.WAITS) {
      return;
    }
    Optional<Card> known = cards.stream().filter(each -> each.hash().equals(card)).findFirst();
    if (known.isEmpty()) {
      waiting = now.with(Outcome.UNKNOWN, null);
    } else {
      waiting =
          known.get().revoked()
              ? now.with(Outcome.REVOKED, null)
              : now.with(Outcome.GRANTED, known.get());
    }
  }

  private void take(String card, String assurance) throws IOException {
    Enrolment asked = enrolment;
    if (asked == null) {
      return;
    }
    List<Card> next = new ArrayList<>(cards);
    next.removeIf(each -> each.hash().equals(card));
    if (assurance.equals(RANDOM) || next.size() >= MOST) {
      enrolled = Outcome.UNFIT;
    } else {
      next.add(new Card(card, asked.label, asked.role, false));
      keep(next);
      enrolled = Outcome.GRANTED;
    }
    enrolment = null;
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
