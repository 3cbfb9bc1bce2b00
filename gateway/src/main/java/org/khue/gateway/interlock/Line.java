package org.khue.gateway.interlock;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.khue.contract.EventKind;
import org.khue.driver.HoldSpec;
import org.khue.driver.Outcome;
import org.khue.driver.Receipt;
import org.khue.gateway.config.InterlockRule;

/// One interlock at work: sends the safe command, sets the device's timer, says what happened. The
/// interlocks' thread calls [#look]; others ask [#guard].
final class Line {
  private static final Duration SAFE_AGAIN = Duration.ofSeconds(10);
  private static final Duration SAFE_RETRY = Duration.ofSeconds(2);

  private final Rule rule;
  private final @Nullable HoldSpec hold;
  private final Output output;
  private volatile Guard guard;
  private @Nullable Long trippedMicros;
  private long safeDueMicros;
  private long holdDueMicros;
  private volatile boolean ordering;
  private volatile boolean holding;
  private volatile boolean armed;
  private volatile boolean retrySoon;

  Line(Rule rule, @Nullable HoldSpec hold, Output output) {
    this.rule = rule;
    this.hold = hold;
    this.output = output;
    guard = new Guard(rule.spec(), new Verdict.Unknown("start"), false);
  }

  String device() {
    return rule.spec().device();
  }

  Guard guard() {
    return guard;
  }

  void look(Sights sights, long nowMicros) {
    Verdict verdict = rule.judge(sights, nowMicros);
    guard = new Guard(rule.spec(), verdict, hold == null || rule.spec().hold() == null || armed);
    switch (verdict) {
      case Verdict.Unsafe unsafe -> unsafe(unsafe, nowMicros);
      case Verdict.Free free -> {
        released(nowMicros);
        renew(nowMicros);
      }
      // What is on stays on for now: the points have until they count as missing.
      case Verdict.Unknown unknown -> renew(nowMicros);
    }
  }

  private void unsafe(Verdict.Unsafe verdict, long nowMicros) {
    boolean first = trippedMicros == null;
    if (first) {
      trippedMicros = nowMicros;
      safeDueMicros = nowMicros;
      Interlocks.LOG.warn("Interlock {} makes {} safe: {}", rule.spec().id(), device(), verdict);
    }
    if (retrySoon) {
      retrySoon = false;
      safeDueMicros = Math.min(safeDueMicros, nowMicros + micros(SAFE_RETRY));
    }
    if (nowMicros < safeDueMicros || ordering) {
      return;
    }
    safeDueMicros = nowMicros + micros(SAFE_AGAIN);
    ordering = true;
    InterlockRule.Safe safe = rule.spec().safe();
    output
        .order(device(), safe.command(), safe.args())
        .whenComplete((outcome, never) -> {
          ordering = false;
          retrySoon = !(outcome instanceof Outcome.Ok<Receipt>);
          if (first) {
            tripped(verdict, outcome);
          }
        });
  }

  private void tripped(Verdict.Unsafe verdict, Outcome<Receipt> outcome) {
    Map<String, Object> details = new HashMap<>();
    details.put("interlock", rule.spec().id());
    details.put("cause", verdict.cause());
    if (!verdict.point().isEmpty()) {
      details.put("point", verdict.point());
    }
    if (!Double.isNaN(verdict.value())) {
      details.put("value", verdict.value());
    }
    details.put("message", rule.spec().message());
    details.put("safe", rule.spec().safe().command());
    switch (outcome) {
      case Outcome.Ok<Receipt>(Receipt receipt) -> {
        details.put("outcome", "done");
        details.put("reason", receipt.text());
      }
      case Outcome.Failed<Receipt> failed -> {
        details.put("outcome", "failed");
        details.put("reason", failed.fault().code() + ": " + failed.fault().message());
      }
    }
    output.event(device(), EventKind.INTERLOCK_TRIPPED, details);
  }

  private void released(long nowMicros) {
    Long since = trippedMicros;
    if (since == null) {
      return;
    }
    trippedMicros = null;
    output.event(
        device(),
        EventKind.INTERLOCK_RELEASED,
        Map.of("interlock", rule.spec().id(), "seconds", (nowMicros - since) / 1_000_000));
  }

  /// Three times in the time that the device waits, so that one lost message does no harm.
  private void renew(long nowMicros) {
    HoldSpec timer = hold;
    Duration time = rule.spec().hold();
    if (timer == null || time == null || nowMicros < holdDueMicros || holding) {
      return;
    }
    holdDueMicros = nowMicros + micros(time) / 3;
    holding = true;
    output
        .order(device(), timer.command(), Map.of(timer.argument(), timer.value(time)))
        .whenComplete((outcome, never) -> {
          holding = false;
          if (outcome instanceof Outcome.Ok<Receipt>) {
            armed = true;
          }
        });
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
