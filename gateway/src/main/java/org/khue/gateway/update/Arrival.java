package org.khue.gateway.update;

import java.util.function.LongFunction;

/// What a version that was started, and is not on trial, makes of what it finds on disk.
///
/// @param state to be remembered from now on
/// @param pointer to what runs
record Arrival(UpdateState state, Pointer pointer) {

  /// @param release that runs
  /// @param name gives the version of a sequence for people
  static Arrival of(
      Release release, Pointer pointer, UpdateState state, LongFunction<String> name) {
    long runs = release.pointed();
    UpdateState following = state.seen(Math.max(release.sequence(), pointer.highest()));
    Pointer next = pointer.withoutTrial();
    if (pointer.trial() > release.sequence()) {
      following = following.givingUp(fellBack(release, pointer.trial(), name));
    }
    if (runs != pointer.good()) {
      if (pointer.good() > release.sequence()) {
        following = following.givingUp(fellBack(release, pointer.good(), name));
      }
      next = new Pointer(runs, 0, 0);
    }
    return new Arrival(following, next);
  }

  private static UpdateState.GivenUp fellBack(
      Release release, long sequence, LongFunction<String> name) {
    String reason = release.why().isEmpty() ? "damaged" : release.why();
    String message =
        reason.equals("restarts")
            ? "it was started three times and was not well"
            : "its files on the gateway's disk are damaged or missing";
    return new UpdateState.GivenUp(sequence, name.apply(sequence), reason, message);
  }
}
