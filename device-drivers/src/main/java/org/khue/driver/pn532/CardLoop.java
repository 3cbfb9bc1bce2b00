package org.khue.driver.pn532;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Fault;
import org.khue.driver.LinkException;
import org.khue.driver.Links;
import org.khue.driver.Outcome;
import org.khue.driver.Sink;
import org.khue.driver.TimeSource;
import org.khue.driver.link.LinkOwner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Searches for cards again and again on a thread of its own, tells of taps, and lights the
/// reader's lamp when a tap is on the gateway's disk.
///
/// The journal's thread only puts its word into a queue; what goes over the wire goes from here. So
/// frames never mix, and a slow reader never holds the journal up.
final class CardLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(CardLoop.class);

  private static final Duration PAUSE = Duration.ofMillis(60);
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration LAMP = Duration.ofMillis(200);

  /// A lamp that lights later would be taken for the next one's.
  private static final Duration CONFIRM_LIMIT = Duration.ofSeconds(3);

  private static final int FAILURES_LIMIT = 3;
  private static final int WORDS_LIMIT = 16;

  /// The journal's word about a tap.
  private record Word(boolean kept, long tappedMicros) {}

  private final String device;
  private final LinkOwner owner;
  private final Links links;
  private final Sink sink;
  private final TimeSource time;
  private final Presence presence = new Presence();
  private final BlockingQueue<Word> words = new ArrayBlockingQueue<>(WORDS_LIMIT);
  private int failures;
  private boolean lit;
  private long litMicros;

  CardLoop(String device, LinkOwner owner, Links links, Sink sink, TimeSource time) {
    this.device = device;
    this.owner = owner;
    this.links = links;
    this.sink = sink;
    this.time = time;
  }

  @Override
  public void run() {
    try {
      while (!owner.isClosed()) {
        Optional<Fault> failed = round();
        if (failed.isPresent() && !owner.isClosed()) {
          failures++;
          if (failed.get() instanceof Fault.Gone || failures >= FAILURES_LIMIT) {
            sink.lost(failed.get());
            return;
          }
        } else {
          failures = 0;
        }
        answer(words.poll(PAUSE.toNanos(), TimeUnit.NANOSECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // A reader that dies unseen would be worse than one that is connected anew.
      LOG.error("Reader {}: searching for cards failed", device, e);
      sink.lost(new Fault.Protocol("Searching for cards failed: " + e));
    }
  }

  private Optional<Fault> round() {
    if (lit && time.monotonicMicros() - litMicros >= LAMP.toNanos() / 1_000) {
      lamp(false);
    }
    return switch (talk(Chip::search)) {
      case Outcome.Failed<Optional<Target>>(Fault fault) -> Optional.of(fault);
      case Outcome.Ok<Optional<Target>>(Optional<Target> found) -> {
        if (presence.tapped(found, time.monotonicMicros())) {
          found.ifPresent(this::tapped);
        }
        yield Optional.empty();
      }
    };
  }

  private void tapped(Target card) {
    long now = time.monotonicMicros();
    Map<String, Object> details =
        Map.of(
            "card",
            links.cardHash(card.uid()),
            "assurance",
            card.random() ? "random" : "uid",
            "technology",
            "iso14443a");
    sink.event("card.tap", details)
        .whenComplete((kept, failure) -> {
          if (!words.offer(new Word(failure == null, now))) {
            LOG.warn("Reader {}: too many taps wait for their lamp; one gets none", device);
          }
        });
  }

  private void answer(@Nullable Word word) {
    if (word == null) {
      return;
    }
    if (!word.kept()) {
      LOG.warn(
          "Reader {}: a tap could not be kept on disk; no lamp, its owner must tap again", device);
      return;
    }
    long late = time.monotonicMicros() - word.tappedMicros();
    if (late > CONFIRM_LIMIT.toNanos() / 1_000) {
      LOG.warn(
          "Reader {}: a tap was kept only after {} ms; too late for its lamp",
          device,
          late / 1_000);
      return;
    }
    lamp(true);
  }

  private void lamp(boolean on) {
    Outcome<Boolean> outcome =
        talk((chip, by) -> {
          chip.lamp(on, by);
          return true;
        });
    if (outcome instanceof Outcome.Failed<Boolean>(Fault fault) && !owner.isClosed()) {
      LOG.warn("Reader {}: its lamp cannot be switched: {}", device, fault.message());
    }
    lit = on;
    litMicros = time.monotonicMicros();
  }

  /// Something to do with the chip.
  private interface Talk<T> {
    T with(Chip chip, Deadline deadline) throws LinkException;
  }

  private <T> Outcome<T> talk(Talk<T> what) {
    return owner.runIfConnected(
        Deadline.after(PATIENCE, time),
        (link, by) -> Outcome.ok(what.with(new Chip(link, time), by)));
  }
}
