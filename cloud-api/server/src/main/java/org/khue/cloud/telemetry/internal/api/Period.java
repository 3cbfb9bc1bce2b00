package org.khue.cloud.telemetry.internal.api;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.cloud.platform.problem.ProblemException.Fault;
import org.khue.cloud.telemetry.TelemetryStore.Span;

/// The parameters `from` and `to` of a request, and lengths of time.
final class Period {
  /// Beyond these nothing was measured, and nothing can be computed safely.
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Period() {}

  /// @param from ISO 8601 with zone; absent: a day before `to`
  /// @param to the same; absent: now
  /// @throws ProblemException 422 with what is wrong in each
  static Span of(@Nullable String from, @Nullable String to, Instant now) {
    List<Fault> faults = new ArrayList<>();
    Instant end = moment("to", to, faults).orElse(now);
    Instant begin = moment("from", from, faults).orElse(end.minus(1, ChronoUnit.DAYS));
    if (faults.isEmpty() && !begin.isBefore(end)) {
      faults.add(new Fault("from", "must lie before 'to', " + end));
    }
    if (!faults.isEmpty()) {
      throw ProblemException.invalid(faults);
    }
    return new Span(begin, end);
  }

  private static Optional<Instant> moment(String name, @Nullable String text, List<Fault> faults) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant moment =
          java.time.OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
      if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
        return Optional.of(moment);
      }
      faults.add(new Fault(name, "must lie between " + EARLIEST + " and " + LATEST));
    } catch (DateTimeException e) {
      faults.add(new Fault(name, "give a moment with its zone, such as 2026-11-24T08:00:00+07:00"));
    }
    return Optional.empty();
  }

  /// @param text ISO 8601, such as `PT15M` or `P1D`
  /// @throws ProblemException 422 if it is none, or not positive
  static Duration length(String name, String text) {
    try {
      Duration length = Duration.parse(text);
      if (length.compareTo(Duration.ofMillis(1)) >= 0
          && length.compareTo(Duration.ofDays(366)) <= 0) {
        return length;
      }
    } catch (DateTimeException e) {
      // Told below, as a length that is too short is.
    }
    throw ProblemException.invalid(
        List.of(
            new Fault(name, "give a length from PT0.001S to P366D, such as PT15M, PT1H or P1D")));
  }

  /// @throws ProblemException 422 if the number is not within the bounds
  static int number(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw ProblemException.invalid(
          List.of(new Fault(name, "give a whole number from " + least + " to " + most)));
    }
    return value;
  }
}
