package org.khue.cloud.fleet.update;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The program of a gateway, as it has told itself.
///
/// @param sequence of the version that is known to be good; 0 while it has told none
/// @param version the same for people
/// @param since when the cloud learnt that it is good
/// @param triedSequence of the newest update; 0 for one that could not be believed
/// @param triedVersion the same for people
/// @param state what has become of that
/// @param at when
/// @param reason a short code of the gateway; empty where all is well
/// @param message the same in words
public record Program(
    String gateway,
    long sequence,
    String version,
    @Nullable Instant since,
    long triedSequence,
    String triedVersion,
    State state,
    Instant at,
    String reason,
    String message) {

  /// What has become of an update.
  public enum State {
    FETCHED,
    TRIAL,
    GOOD,
    WENT_BACK,
    REFUSED;

    /// As the table and the API say it.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }
}
