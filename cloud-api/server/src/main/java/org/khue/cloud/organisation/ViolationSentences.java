package org.khue.cloud.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.model.Edge;
import org.khue.cloud.organisation.model.Span;
import org.khue.cloud.organisation.model.Violation;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// Broken rules in words, for programs; the pages have their own.
final class ViolationSentences {
  private final Map<UUID, String> names;

  ViolationSentences(Map<UUID, String> names) {
    this.names = names;
  }

  List<Fault> faults(List<Violation> violations) {
    return violations.stream().map(this::fault).toList();
  }

  private Fault fault(Violation violation) {
    return switch (violation) {
      case Violation.Itself itself ->
          new Fault("to", "A unit stands in no relation to itself. Choose another unit.");
      case Violation.Backward backward -> new Fault("validTo", "The end must lie after the start.");
      case Violation.OutsideLife(UUID unit, Span life) ->
          new Fault(
              "validFrom",
              name(unit) + " exists " + days(life) + " only. Choose days within that time.");
      case Violation.SecondParent(Edge other) ->
          new Fault(
              "from",
              name(other.to())
                  + " is managed by "
                  + name(other.from())
                  + " "
                  + days(other.span())
                  + ". End that relation first.");
      case Violation.Twice(Edge other) ->
          new Fault("validFrom", "The same relation holds " + days(other.span()) + " already.");
      case Violation.Cycle(List<UUID> units, LocalDate day) ->
          new Fault(
              "to",
              "On "
                  + day
                  + " each of these would lie below the one before it, and the first below the"
                  + " last: "
                  + units.stream().map(this::name).collect(Collectors.joining(" > "))
                  + ".");
      case Violation.MergerWithEnd merger ->
          new Fault("validTo", "A merger has a day, no end. Leave this empty.");
      case Violation.MergedLivesOn(UUID unit) ->
          new Fault(
              "validFrom",
              name(unit) + " must end on the day of the merger. Use the merge of units for it.");
    };
  }

  private String name(UUID unit) {
    return names.getOrDefault(unit, unit.toString());
  }

  private static String days(Span span) {
    LocalDate from = span.from();
    LocalDate to = span.to();
    return join(from == null ? null : "from " + from, to == null ? null : "until before " + to);
  }

  private static String join(@Nullable String from, @Nullable String to) {
    if (from == null) {
      return to == null ? "at all times" : to;
    }
    return to == null ? from + " on" : from + " " + to;
  }
}
