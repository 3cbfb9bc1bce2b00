package org.khue.cloud.telemetry.internal.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a simulator says it sent. A later simulator may say more.
///
/// @param run the simulator's run; each begins to count anew
/// @param asOf when it was counted
@JsonIgnoreProperties(ignoreUnknown = true)
record Ledger(String run, Instant startedAt, Instant asOf, List<Line> devices) {
  static final int MOST_DEVICES = 10_000;

  /// One device.
  ///
  /// @param kind `ticks` or `taps`
  /// @param point of ticks: the counter's point
  /// @param first of ticks: the first number sent
  /// @param last of ticks: the last number sent, below `first` when none was
  /// @param presented of taps: cards shown to the reader
  /// @param confirmed of taps: taps that the reader was told are kept
  /// @param uncertain of ticks: numbers that may have arrived or not; none if absent
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Line(
      String gateway,
      String device,
      String kind,
      @Nullable String point,
      @Nullable Long first,
      @Nullable Long last,
      @Nullable Long presented,
      @Nullable Long confirmed,
      @Nullable List<Long> uncertain) {
    public Line {
      uncertain = uncertain == null ? List.of() : List.copyOf(uncertain);
    }

    @Override
    public List<Long> uncertain() {
      return Objects.requireNonNull(uncertain);
    }
  }

  /// What is wrong with it; null if nothing is.
  @Nullable String fault() {
    if (run == null || run.isBlank() || run.length() > 64) {
      return "run must be 1 to 64 characters";
    }
    if (startedAt == null || asOf == null || devices == null) {
      return "startedAt, asOf and devices are needed";
    }
    if (devices.size() > MOST_DEVICES) {
      return "devices has at most " + MOST_DEVICES + " lines";
    }
    for (Line line : devices) {
      boolean ticks = "ticks".equals(line.kind());
      boolean taps = "taps".equals(line.kind());
      boolean whole =
          ticks && line.point() != null && line.first() != null && line.last() != null
              || taps && line.presented() != null && line.confirmed() != null;
      if (line.gateway() == null || line.device() == null || !whole) {
        return "a line needs gateway, device, and kind ticks with point, first, last or kind taps"
            + " with presented, confirmed";
      }
    }
    return null;
  }
}
