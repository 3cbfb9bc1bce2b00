package org.khue.gateway.config.apply;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the gateway remembers of its room files: one small file, replaced as a whole, so that after
/// a power cut either all of it is old or all of it is new.
///
/// @param highest the highest version of the cloud that ever ran here; none below is taken again
/// @param good what runs when nothing is on trial; null for the room file of `gateway.yaml`
/// @param before what was good before
/// @param base SHA-256 of the room file of `gateway.yaml` when `good` took its place: another one
///   means that somebody has edited that file since, and it counts again
/// @param trial on trial, not known to be good yet; null for none
/// @param starts how often the gateway was started while that was on trial
/// @param expected the devices that were well before the trial
/// @param untold what was given up at a start and has not been reported yet; null for nothing
/// @param refused the version of the cloud that was refused or given up last
/// @param signerSince when the certificate of the newest signer that was believed begins,
///   milliseconds since 1970; an older signer is believed no more
record ConfigState(
    long highest,
    @Nullable Version good,
    @Nullable Version before,
    String base,
    @Nullable Version trial,
    int starts,
    List<String> expected,
    @Nullable GivenUp untold,
    @Nullable Version refused,
    long signerSince) {
  /// @param reason a short code
  record GivenUp(Version version, String reason) {}

  static final ConfigState NONE =
      new ConfigState(0, null, null, "", null, 0, List.of(), null, null, 0);

  ConfigState {
    expected = expected == null ? List.of() : List.copyOf(expected);
  }

  /// Another one counts as good from now on.
  ///
  /// @param next null for the room file of `gateway.yaml`
  ConfigState good(@Nullable Version next, String baseNow) {
    return new ConfigState(
        Math.max(highest, next == null ? 0 : next.number()),
        next,
        good,
        baseNow,
        null,
        0,
        List.of(),
        untold,
        refused,
        signerSince);
  }

  /// The room file of `gateway.yaml` counts again.
  ConfigState fileCounts() {
    return new ConfigState(
        highest, null, good, "", null, 0, List.of(), untold, refused, signerSince);
  }

  ConfigState onTrial(Version next, List<String> well, String baseNow) {
    return new ConfigState(
        Math.max(highest, next.number()),
        good,
        before,
        good == null ? baseNow : base,
        next,
        0,
        well,
        untold,
        refused,
        signerSince);
  }

  ConfigState startedOnTrial() {
    return new ConfigState(
        highest, good, before, base, trial, starts + 1, expected, untold, refused, signerSince);
  }

  /// What is on trial is given up.
  ///
  /// @param reason a short code
  ConfigState givenUp(String reason) {
    return new ConfigState(
        highest,
        good,
        before,
        base,
        null,
        0,
        List.of(),
        trial == null ? untold : new GivenUp(trial, reason),
        trial,
        signerSince);
  }

  /// What was given up is reported now.
  ConfigState told() {
    return new ConfigState(
        highest, good, before, base, trial, starts, expected, null, refused, signerSince);
  }

  /// What runs; null for the room file of `gateway.yaml`.
  @Nullable Version running() {
    return trial == null ? good : trial;
  }

  ConfigState refusing(Version version) {
    return new ConfigState(
        highest, good, before, base, trial, starts, expected, untold, version, signerSince);
  }

  ConfigState believing(long since) {
    return new ConfigState(
        highest,
        good,
        before,
        base,
        trial,
        starts,
        expected,
        untold,
        refused,
        Math.max(signerSince, since));
  }
}
