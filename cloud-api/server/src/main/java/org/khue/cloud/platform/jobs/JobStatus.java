package org.khue.cloud.platform.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as it stands.
///
/// @param kind name of its [JobKind]
/// @param title what it works on, as its starter called it
/// @param starter name of who started it
/// @param total 0 as long as nobody knows how much there is
/// @param message what it does just now
/// @param cancelling whether it was asked to stop
/// @param fault why it failed; empty if it did not
/// @param resultName of its file; null if it made none
public record JobStatus(
    UUID id,
    String kind,
    String title,
    String starter,
    JobState state,
    long done,
    long total,
    String message,
    boolean cancelling,
    String fault,
    @Nullable String resultName,
    @Nullable String resultType,
    long resultSize,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt) {

  /// How much is done, 0 to 1; NaN while nobody knows.
  public double share() {
    return total > 0 ? Math.clamp((double) done / total, 0, 1) : Double.NaN;
  }
}
