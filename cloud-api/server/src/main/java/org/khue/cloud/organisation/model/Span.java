package org.khue.cloud.organisation.model;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Days from the first one up to, and not including, the end.
///
/// @param from null: since ever
/// @param to the first day after it; null: open
public record Span(@Nullable LocalDate from, @Nullable LocalDate to) {
  public boolean contains(LocalDate day) {
    return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
  }

  /// Whether all of its days are among these.
  public boolean holds(Span other) {
    return !start(other).isBefore(start(this)) && !end(other).isAfter(end(this));
  }

  /// Whether they share a day.
  public boolean meets(Span other) {
    return start(this).isBefore(end(other)) && start(other).isBefore(end(this));
  }

  /// Whether its end lies after its start.
  public boolean isForward() {
    return start(this).isBefore(end(this));
  }

  private static LocalDate start(Span span) {
    return span.from == null ? LocalDate.MIN : span.from;
  }

  private static LocalDate end(Span span) {
    return span.to == null ? LocalDate.MAX : span.to;
  }
}
