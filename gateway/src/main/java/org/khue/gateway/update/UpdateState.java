package org.khue.gateway.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What the gateway remembers of updates: one small file, replaced as a whole.
///
/// @param highest the latest sequence that was tried, good or not: nothing that is not later is
///   taken again
/// @param expected the devices that were well before the trial
/// @param cloud whether the cloud was reached before the trial
/// @param gaveUp the sequence that was given up last; 0 for none
/// @param untold what was given up and is not in the journal yet
/// @param toldGood the sequence that the cloud was told to be good last; -1 for none
/// @param refused SHA-256 of what was refused last: the same thing is reported once
record UpdateState(
    long highest,
    List<String> expected,
    boolean cloud,
    long gaveUp,
    List<GivenUp> untold,
    long toldGood,
    String refused) {
  static final UpdateState NONE = new UpdateState(0, List.of(), false, 0, List.of(), -1, "");

  private static final int MOST_UNTOLD = 10;

  /// @param version for people; empty where it is not known any more
  /// @param reason `health`, `restarts` or `damaged`
  /// @param message in words
  record GivenUp(long sequence, String version, String reason, String message) {}

  UpdateState {
    expected = List.copyOf(expected);
    untold = List.copyOf(untold);
    Objects.requireNonNull(refused, "refused");
  }

  UpdateState seen(long sequence) {
    return new UpdateState(
        Math.max(highest, sequence), expected, cloud, gaveUp, untold, toldGood, refused);
  }

  /// How the room does before a trial.
  UpdateState before(List<String> well, boolean reached) {
    return new UpdateState(highest, well, reached, gaveUp, untold, toldGood, refused);
  }

  UpdateState givingUp(GivenUp given) {
    List<GivenUp> all = new ArrayList<>(untold);
    all.add(given);
    List<GivenUp> newest = all.subList(Math.max(0, all.size() - MOST_UNTOLD), all.size());
    return new UpdateState(
        Math.max(highest, given.sequence()),
        List.of(),
        false,
        given.sequence(),
        newest,
        toldGood,
        refused);
  }

  /// The first of what was untold is in the journal.
  UpdateState told() {
    return new UpdateState(
        highest,
        expected,
        cloud,
        gaveUp,
        untold.subList(untold.isEmpty() ? 0 : 1, untold.size()),
        toldGood,
        refused);
  }

  UpdateState tellingGood(long sequence) {
    return new UpdateState(highest, expected, cloud, gaveUp, untold, sequence, refused);
  }

  UpdateState refusing(String sha256) {
    return new UpdateState(highest, expected, cloud, gaveUp, untold, toldGood, sha256);
  }
}
