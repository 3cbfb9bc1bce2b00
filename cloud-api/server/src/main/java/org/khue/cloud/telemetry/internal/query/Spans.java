package org.khue.cloud.telemetry.internal.query;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.khue.cloud.telemetry.TelemetryStore.Span;

/// Periods without overlap, in order.
///
/// @param parts none of them empty
record Spans(List<Span> parts) {
  static final Spans NONE = new Spans(List.of());

  Spans {
    parts = List.copyOf(parts);
  }

  /// What any of the periods covers.
  static Spans union(List<Span> any) {
    List<Span> joined = new ArrayList<>();
    List<Span> sorted = new ArrayList<>(any);
    sorted.sort(Comparator.comparing(Span::from));
    for (Span next : sorted) {
      Span last = joined.isEmpty() ? null : joined.getLast();
      if (last != null && !next.from().isAfter(last.to())) {
        Instant end = last.to().isAfter(next.to()) ? last.to() : next.to();
        joined.set(joined.size() - 1, new Span(last.from(), end));
      } else if (next.from().isBefore(next.to())) {
        joined.add(next);
      }
    }
    return new Spans(joined);
  }

  /// What lies in both.
  Spans within(Span bounds) {
    List<Span> inside = new ArrayList<>();
    for (Span part : parts) {
      Instant from = later(part.from(), bounds.from());
      Instant to = earlier(part.to(), bounds.to());
      if (from.isBefore(to)) {
        inside.add(new Span(from, to));
      }
    }
    return new Spans(inside);
  }

  /// What of these is not covered by the others.
  Spans without(Spans others) {
    List<Span> left = new ArrayList<>();
    for (Span part : parts) {
      Instant from = part.from();
      for (Span hole : others.within(part).parts()) {
        if (from.isBefore(hole.from())) {
          left.add(new Span(from, hole.from()));
        }
        from = hole.to();
      }
      if (from.isBefore(part.to())) {
        left.add(new Span(from, part.to()));
      }
    }
    return new Spans(left);
  }

  /// The whole hours that these touch.
  Spans hours() {
    List<Span> whole = new ArrayList<>();
    for (Span part : parts) {
      Instant end = part.to().truncatedTo(ChronoUnit.HOURS);
      whole.add(
          new Span(
              part.from().truncatedTo(ChronoUnit.HOURS),
              end.equals(part.to()) ? end : end.plus(1, ChronoUnit.HOURS)));
    }
    return union(whole);
  }

  /// The same without holes, if there are more than so many.
  Spans atMost(int most) {
    return parts.size() <= most
        ? this
        : new Spans(List.of(new Span(parts.getFirst().from(), parts.getLast().to())));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
