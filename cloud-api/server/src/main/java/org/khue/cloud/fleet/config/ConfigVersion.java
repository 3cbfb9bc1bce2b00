package org.khue.cloud.fleet.config;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A version of a gateway's configuration.
///
/// @param number later versions have higher ones
/// @param note why it was made, in words
/// @param endedAt when the gateway said what became of it
/// @param reason the gateway's short code, empty for none
/// @param message the gateway's words, empty for none
public record ConfigVersion(
    String gateway,
    long number,
    State state,
    String sha256,
    String note,
    String madeBy,
    Instant madeAt,
    @Nullable String sentBy,
    @Nullable Instant sentAt,
    @Nullable Instant endedAt,
    String reason,
    String message,
    List<Problem> problems) {
  public ConfigVersion {
    problems = List.copyOf(problems);
  }

  /// What has become of it.
  public enum State {
    DRAFT,
    SENT,
    APPLIED,
    REFUSED,
    ROLLED_BACK;

    /// As the table and the API say it.
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /// What the gateway found wrong.
  ///
  /// @param line from 1; 0 for the whole file
  public record Problem(int line, String path, String message) {}
}
