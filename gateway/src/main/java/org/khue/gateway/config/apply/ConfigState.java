package org.khue.gateway.config.apply;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the gateway remembers of its configuration: one small file, replaced as a whole, so that
/// after a power cut either all of it is old or all of it is new.
///
/// @param last the cloud's version that was taken last, good or not: none below is taken again;
///   null before the first
/// @param untold what was given up and is not in the journal yet; null for nothing
/// @param refused SHA-256 of the message that was refused last: a retained one is reported once
/// @param reported SHA-256 of the room file that the cloud was told last
/// @param signerSince when the certificate of the newest signer that was believed begins,
///   milliseconds since 1970; an older signer is believed no more
record ConfigState(
    Kept kept,
    @Nullable Version last,
    @Nullable GivenUp untold,
    String refused,
    String reported,
    long signerSince) {
  static final ConfigState NONE = new ConfigState(Kept.NOTHING, null, null, "", "", 0);

  /// @param reason a short code: `health`, `restarts` or `damaged`
  /// @param message in words
  record GivenUp(Version version, String reason, String message) {}

  ConfigState {
    Objects.requireNonNull(kept, "kept");
    Objects.requireNonNull(refused, "refused");
    Objects.requireNonNull(reported, "reported");
  }

  ConfigState with(Kept next) {
    return new ConfigState(next, last, untold, refused, reported, signerSince);
  }

  /// A version of the cloud is taken.
  ConfigState taking(Kept next, Version version, long since) {
    return new ConfigState(next, version, untold, refused, reported, Math.max(signerSince, since));
  }

  /// What is on trial is given up.
  ConfigState givingUp(String reason, String message) {
    Version trial = kept.trial();
    GivenUp told = trial == null ? untold : new GivenUp(trial, reason, message);
    return new ConfigState(kept.givenUp(), last, told, refused, reported, signerSince);
  }

  ConfigState told() {
    return new ConfigState(kept, last, null, refused, reported, signerSince);
  }

  ConfigState refusing(String message) {
    return new ConfigState(kept, last, untold, message, reported, signerSince);
  }

  ConfigState reporting(String sha256) {
    return new ConfigState(kept, last, untold, refused, sha256, signerSince);
  }
}
