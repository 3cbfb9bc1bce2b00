package org.khue.gateway.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.driver.UseRule;

/// Tells the uses of a device or of the room from the values of one point.
///
/// A use begins when its evidence has held for `start-after`, and counts from the first sample that
/// held. It ends when the evidence has been absent for `end-after`, and counts to the last sample
/// that held. A polled point is asked again and again; a point that the device sends by itself
/// holds from one word to the next, so there the use counts to the word that ended it. A BAD value
/// or an unreachable device is no evidence of either: only after [#SILENCE_LIMIT] of it the use
/// ends, with the reason `silence`.
///
/// After a restart an open use goes on if the gateway was away for no longer than `end-after` or
/// [#RESTART_GRACE] and the evidence holds again within as much; else it ends where it was last
/// seen to hold, with the reason `gateway-restart`.
final class UseTracker {
  static final Duration RESTART_GRACE = Duration.ofMinutes(2);
  static final Duration SILENCE_LIMIT = Duration.ofMinutes(15);

  private final String device;
  private final UseRule rule;
  private final boolean carriesForward;
  private final Supplier<String> ids;
  private final long startAfter;
  private final long endAfter;

  /// The first sample of an evidence that has not held for long enough yet.
  private @Nullable Stamp candidate;

  private @Nullable Stamp candidateHeld;

  private @Nullable OpenUse open;
  private boolean holding;
  private boolean doubtful;

  /// No sample has told anything since the restart that this use outlived.
  private boolean unconfirmed;

  private long absentSince;

  /// @param device whose use it is; empty for the room's
  /// @param ids a new unique id at each call
  UseTracker(String device, UseRule rule, PointSpec point, Supplier<String> ids) {
    this.device = device;
    this.rule = rule;
    this.ids = ids;
    carriesForward = point.poll().isZero();
    startAfter = micros(rule.startAfter());
    endAfter = micros(rule.endAfter());
  }

  String point() {
    return rule.point();
  }

  boolean isOpen() {
    return open != null;
  }

  /// Whether that use is told by this rule.
  boolean tracks(OpenUse use) {
    return use.device().equals(device) && use.point().equals(rule.point());
  }

  /// The open use as it is to be remembered now; null if there is none.
  @Nullable OpenUse remembered(Stamp now) {
    OpenUse current = open;
    boolean holdsNow = carriesForward && holding && !doubtful;
    return current != null && holdsNow ? current.heldUntil(now) : current;
  }

  /// Takes up a use that a restart interrupted.
  List<UseChange> resume(OpenUse interrupted, Stamp now) {
    long away = OpenUse.microsBetween(interrupted.lastHeld(), now);
    if (away < 0 || away > Math.max(endAfter, micros(RESTART_GRACE))) {
      return List.of(new UseChange.Ended(interrupted, "gateway-restart"));
    }
    open = interrupted;
    holding = false;
    unconfirmed = true;
    absentSince = now.monotonicMicros();
    return List.of();
  }

  List<UseChange> sample(Measured measured) {
    Stamp at = measured.at();
    if (!measured.usable()) {
      doubtful = true;
      return tick(at);
    }
    doubtful = false;
    boolean holds = holds(measured);
    // A word against a use that has not begun comes before the clock; one for a use that is over
    // comes after it.
    List<UseChange> changes = new ArrayList<>(open == null ? List.of() : tick(at));
    OpenUse current = open;
    if (current == null) {
      candidate(holds, at);
    } else if (holds) {
      open = current.heldUntil(at);
      unconfirmed = false;
    } else {
      if (holding) {
        absentSince = carriesForward ? at.monotonicMicros() : current.lastHeld().monotonicMicros();
        open = carriesForward ? current.heldUntil(at) : current;
      }
      unconfirmed = false;
    }
    holding = holds;
    changes.addAll(tick(at));
    return changes;
  }

  /// Lets time pass: a use may begin or end without another sample.
  List<UseChange> tick(Stamp now) {
    OpenUse current = open;
    if (current == null) {
      return begin(now);
    }
    long since = holding ? current.lastHeld().monotonicMicros() : absentSince;
    long elapsed = now.monotonicMicros() - since;
    if (holding) {
      boolean silent = doubtful && elapsed >= Math.max(endAfter, micros(SILENCE_LIMIT));
      return silent ? end(current, "silence") : List.of();
    }
    long patience = unconfirmed ? Math.max(endAfter, micros(RESTART_GRACE)) : endAfter;
    return elapsed < patience
        ? List.of()
        : end(current, unconfirmed ? "gateway-restart" : "evidence");
  }

  private void candidate(boolean holds, Stamp at) {
    if (!holds) {
      candidate = null;
      return;
    }
    if (candidate == null) {
      candidate = at;
    }
    candidateHeld = at;
  }

  private List<UseChange> begin(Stamp now) {
    Stamp first = candidate;
    if (first == null || doubtful || now.monotonicMicros() - first.monotonicMicros() < startAfter) {
      return List.of();
    }
    candidate = null;
    Stamp held = candidateHeld == null ? first : candidateHeld;
    OpenUse begun =
        new OpenUse(ids.get(), device, rule.evidence(), rule.point(), first, held, false);
    open = begun;
    holding = true;
    return List.of(new UseChange.Started(begun));
  }

  private List<UseChange> end(OpenUse current, String reason) {
    open = null;
    holding = false;
    unconfirmed = false;
    return List.of(new UseChange.Ended(current, reason));
  }

  /// The start of that use is in the journal now.
  void journaled(String id) {
    OpenUse current = open;
    if (current != null && current.id().equals(id)) {
      open = current.inJournal();
    }
  }

  private boolean holds(Measured measured) {
    Double above = rule.above();
    if (above != null) {
      return measured.value() > above;
    }
    String state = measured.state();
    return state != null && rule.states().stream().anyMatch(state::equalsIgnoreCase);
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
