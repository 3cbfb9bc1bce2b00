package org.khue.web.form;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What stands in a form: typed, or filled in beforehand, with what is wrong about it.
///
/// @param values as written, by field
/// @param problems in the reader's language, by field
/// @param problem of the form as a whole; empty for none
/// @param key sent as [FormSpec#IDEMPOTENCY_KEY]; a form that is shown again gets a new one
public record FormInput(
    FormSpec form,
    Map<String, List<String>> values,
    Map<String, String> problems,
    String problem,
    String key) {

  private static final DateTimeFormatter WRITTEN =
      DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT);

  public FormInput {
    values = Map.copyOf(values);
    problems = Map.copyOf(problems);
  }

  /// Whether nothing is wrong.
  public boolean valid() {
    return problems.isEmpty() && problem.isEmpty();
  }

  /// The words of a field; empty for none.
  public String text(String field) {
    form.field(field);
    List<String> typed = values.getOrDefault(field, List.of());
    return typed.isEmpty() ? "" : typed.getFirst();
  }

  /// The number of a field; null when it was left empty or is none.
  public @Nullable BigDecimal number(String field) {
    return Numbers.parse(text(field)).orElse(null);
  }

  /// The date of a field; null when it was left empty or is none.
  public @Nullable LocalDate date(String field) {
    return date(text(field), true).orElse(null);
  }

  /// The chosen values of a field.
  public List<String> choices(String field) {
    form.field(field);
    return values.getOrDefault(field, List.of());
  }

  /// Whether a box is ticked.
  public boolean ticked(String field) {
    return !text(field).isEmpty();
  }

  /// The same form with a value filled in.
  public FormInput filled(String field, String value) {
    return filled(field, value.isEmpty() ? List.of() : List.of(value));
  }

  public FormInput filled(String field, @Nullable LocalDate date) {
    return filled(field, date == null ? "" : date.toString());
  }

  public FormInput filled(String field, @Nullable Number number) {
    return filled(field, number == null ? "" : Numbers.written(form, field, number));
  }

  public FormInput filled(String field, boolean ticked) {
    return filled(field, ticked ? "true" : "");
  }

  public FormInput filled(String field, List<String> chosen) {
    form.field(field);
    Map<String, List<String>> all = new HashMap<>(values);
    all.put(field, List.copyOf(chosen));
    return new FormInput(form, all, problems, problem, key);
  }

  /// The same form with a problem at a field; the first problem of a field stays.
  public FormInput reject(String field, String message) {
    form.field(field);
    Map<String, String> all = new LinkedHashMap<>(problems);
    all.putIfAbsent(field, message);
    return new FormInput(form, values, all, problem, key);
  }

  /// The same form with a problem that belongs to no field.
  public FormInput reject(String message) {
    return new FormInput(form, values, problems, message, key);
  }

  /// Reads a date as browsers send it, and as people write it: 2026-11-24 or 24/11/2026.
  static Optional<LocalDate> date(String written, boolean anyYear) {
    for (DateTimeFormatter format : List.of(DateTimeFormatter.ISO_LOCAL_DATE, WRITTEN)) {
      try {
        LocalDate date = LocalDate.parse(written, format);
        return anyYear || (date.getYear() >= 1800 && date.getYear() <= 2200)
            ? Optional.of(date)
            : Optional.empty();
      } catch (DateTimeParseException e) {
        continue;
      }
    }
    return Optional.empty();
  }
}
