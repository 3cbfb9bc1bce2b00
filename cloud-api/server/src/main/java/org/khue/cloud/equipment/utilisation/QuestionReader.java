package org.khue.cloud.equipment.utilisation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Dimension;
import org.khue.cloud.equipment.utilisation.model.Slot;
import org.khue.cloud.equipment.utilisation.model.Span;
import org.khue.cloud.platform.problem.ProblemException;

/// Reads a question from the parameters of an address: `about`, `from`, `to`, `year`, `term`,
/// `first-week`, `last-week`, `weekday`, `slot`, `unit`, `room`, `room-kind`, `device-kind`,
/// `profile`, `device`, `by`. Those that may name several take commas or stand several times.
public final class QuestionReader {
  private static final int USUAL_DAYS = 28;
  private static final int LONGEST = 200;

  private final Map<String, List<String>> parameters;
  private final List<ProblemException.Fault> faults = new ArrayList<>();

  private QuestionReader(Map<String, List<String>> parameters) {
    this.parameters = parameters;
  }

  /// @param today the last day where none is named
  /// @param since the earliest day that can be asked for
  /// @throws ProblemException 422 if a value cannot be read
  public static Question read(
      Map<String, List<String>> parameters, LocalDate today, LocalDate since) {
    QuestionReader reader = new QuestionReader(parameters);
    Question question = reader.question(today, since);
    if (!reader.faults.isEmpty()) {
      throw ProblemException.invalid(reader.faults);
    }
    return question;
  }

  private Question question(LocalDate today, LocalDate since) {
    int year = number("year", 1945, 2200);
    LocalDate to = day("to");
    LocalDate from = day("from");
    if (to == null) {
      LocalDate end = year == 0 ? today : LocalDate.of(year + 1, 8, 31);
      to = end.isBefore(today) ? end : today;
    }
    if (from == null) {
      LocalDate begin = year == 0 ? to.minusDays(USUAL_DAYS - 1) : LocalDate.of(year, 6, 1);
      from = begin.isBefore(since) ? since : begin;
    }
    Span span =
        new Span(
            from,
            to,
            year,
            number("term", 1, 7),
            number("first-week", 1, 63),
            number("last-week", 1, 63),
            numbers("weekday", 1, 7),
            numbers("slot", 0, Slot.CODES - 1));
    List<Dimension> by = new ArrayList<>();
    for (String code : all("by")) {
      Dimension.ofCode(code)
          .ifPresentOrElse(
              by::add,
              () ->
                  fault(
                      "by",
                      "One or two of "
                          + Arrays.stream(Dimension.values())
                              .map(Dimension::code)
                              .collect(Collectors.joining(", "))
                          + "."));
    }
    if (by.size() > 2) {
      fault("by", "At most two.");
      by.clear();
    }
    return new Question(
        "devices".equals(one("about")),
        span,
        uuids("unit").stream().findFirst().orElse(null),
        uuids("room"),
        Set.copyOf(all("room-kind")),
        Set.copyOf(all("device-kind")),
        Set.copyOf(all("profile")),
        one("device"),
        by);
  }

  private String one(String name) {
    return all(name).stream().findFirst().orElse("");
  }

  private Set<String> all(String name) {
    return parameters.getOrDefault(name, List.of()).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Set<UUID> uuids(String name) {
    return read(name, "The id of a " + name + ".", UUID::fromString);
  }

  private int number(String name, int least, int most) {
    return numbers(name, least, most).stream().findFirst().orElse(0);
  }

  private Set<Integer> numbers(String name, int least, int most) {
    String rule = "A whole number from " + least + " to " + most + ".";
    return read(
        name,
        rule,
        text -> {
          int number = Integer.parseInt(text);
          if (number < least || number > most) {
            throw new IllegalArgumentException(rule);
          }
          return number;
        });
  }

  private @Nullable LocalDate day(String name) {
    return read(name, "A day, such as 2026-11-24.", QuestionReader::parsedDay).stream()
        .findFirst()
        .orElse(null);
  }

  private static LocalDate parsedDay(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private <T> Set<T> read(String name, String rule, Function<String, T> parse) {
    Set<T> values = new LinkedHashSet<>();
    for (String text : all(name)) {
      try {
        values.add(parse.apply(text));
      } catch (IllegalArgumentException e) {
        fault(name, rule);
      }
    }
    return values;
  }

  private void fault(String name, String rule) {
    faults.add(new ProblemException.Fault(name, rule));
  }
}
