package org.khue.gateway.config.apply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which room files the gateway keeps, and what they are to it.
///
/// @param good what runs when nothing is on trial; null for the room file of `gateway.yaml`
/// @param before what was good before
/// @param base SHA-256 of the room file of `gateway.yaml` when another took its place: a different
///   one means that somebody has edited that file since, and it counts again
/// @param trial on trial, not known to be good yet; null for none
/// @param starts how often the gateway was started while that was on trial
/// @param expected the devices that were well before the trial
record Kept(
    @Nullable Version good,
    @Nullable Version before,
    String base,
    @Nullable Version trial,
    int starts,
    List<String> expected) {
  static final Kept NOTHING = new Kept(null, null, "", null, 0, List.of());

  Kept {
    expected = List.copyOf(expected);
  }

  /// What runs; null for the room file of `gateway.yaml`.
  @Nullable Version running() {
    return trial == null ? good : trial;
  }

  /// Another one is good from now on, and nothing is on trial.
  ///
  /// @param next null for the room file of `gateway.yaml`
  Kept good(@Nullable Version next, String baseNow) {
    return new Kept(next, good, baseNow, null, 0, List.of());
  }

  Kept onTrial(Version next, List<String> well, String baseNow) {
    return new Kept(good, before, baseNow, next, 0, well);
  }

  Kept startedOnTrial() {
    return new Kept(good, before, base, trial, starts + 1, expected);
  }

  Kept givenUp() {
    return new Kept(good, before, base, null, 0, List.of());
  }
}
