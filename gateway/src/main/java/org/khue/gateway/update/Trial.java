package org.khue.gateway.update;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.khue.driver.TimeSource;

/// Whether a version that is on trial does as well as the one before it did. One thread uses it.
final class Trial {
  private final TimeSource time;
  private final Duration settle;
  private final Duration patience;
  private final long beganMicros;

  /// What is known so far.
  sealed interface Verdict {
    record Wait() implements Verdict {}

    record Good() implements Verdict {}

    /// @param why in words
    record Bad(String why) implements Verdict {}
  }

  /// @param settle good at the earliest after this
  /// @param patience bad if it is not well after this
  Trial(TimeSource time, Duration settle, Duration patience) {
    this.time = time;
    this.settle = settle;
    this.patience = patience;
    beganMicros = time.monotonicMicros();
  }

  /// @param before how it was before
  Verdict look(UpdateState before, Health now) {
    Duration elapsed = Duration.ofNanos((time.monotonicMicros() - beganMicros) * 1_000);
    List<String> faults = faults(before, now);
    if (faults.isEmpty()) {
      return elapsed.compareTo(settle) >= 0 ? new Verdict.Good() : new Verdict.Wait();
    }
    return elapsed.compareTo(patience) >= 0
        ? new Verdict.Bad(
            "not well within " + patience.toSeconds() + " s: " + String.join("; ", faults))
        : new Verdict.Wait();
  }

  private static List<String> faults(UpdateState before, Health now) {
    List<String> faults = new ArrayList<>();
    if (!now.journalFault().isEmpty()) {
      faults.add("the journal keeps nothing: " + now.journalFault());
    }
    List<String> missing =
        before.expected().stream()
            .filter(device -> now.configured().contains(device) && !now.well().contains(device))
            .toList();
    if (!missing.isEmpty()) {
      faults.add("devices that were well before are not: " + String.join(", ", missing));
    }
    if (before.cloud() && !now.cloud()) {
      faults.add("the cloud was reached before and is not");
    }
    return faults;
  }
}
