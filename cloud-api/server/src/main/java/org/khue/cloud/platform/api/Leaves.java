package org.khue.cloud.platform.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Checks single values of a JSON document.
final class Leaves {
  private static final int MOST_DIGITS = 60;

  private Leaves() {}

  /// What is wrong with a value, said for the person who sent it; empty if nothing is.
  static Optional<String> fault(JsonNode node, JavaType type, ObjectMapper mapper) {
    Class<?> raw = type.getRawClass();
    if (node.isBigDecimal() && isHuge(node.decimalValue())) {
      return Optional.of("must be a number of at most " + MOST_DIGITS + " digits");
    }
    if (raw == Object.class || JsonNode.class.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    boolean whole = raw == int.class || raw == Integer.class;
    if (whole && !(node.isIntegralNumber() && node.canConvertToInt())) {
      return Optional.of(wanted(raw));
    }
    boolean longWhole = raw == long.class || raw == Long.class;
    if (longWhole && !(node.isIntegralNumber() && node.canConvertToLong())) {
      return Optional.of(wanted(raw));
    }
    boolean textual = raw == String.class || raw.isEnum() || raw == UUID.class || isTime(raw);
    if (textual && !node.isTextual()) {
      return Optional.of(wanted(raw));
    }
    try {
      return mapper.treeToValue(node, type) == null ? Optional.of(wanted(raw)) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(wanted(raw));
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage() == null ? wanted(raw) : e.getMessage());
    }
  }

  private static boolean isTime(Class<?> raw) {
    return raw.getPackageName().equals("java.time");
  }

  private static boolean isHuge(BigDecimal value) {
    return value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS;
  }

  private static String wanted(Class<?> raw) {
    String example = example(raw);
    if (example != null) {
      return example;
    }
    if (raw.isEnum()) {
      return "must be one of "
          + Arrays.stream(raw.getEnumConstants())
              .map(Object::toString)
              .collect(Collectors.joining(", "));
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return "must be true or false";
    }
    return raw == String.class ? "must be text" : "is not a value that fits here";
  }

  private static @Nullable String example(Class<?> raw) {
    if (raw == UUID.class) {
      return "must be a UUID such as 01930000-0000-7000-8000-000000000000";
    }
    if (raw == LocalDate.class) {
      return "must be a date such as 2026-09-05";
    }
    if (raw == LocalTime.class) {
      return "must be a time such as 07:30";
    }
    if (raw == Instant.class || raw == OffsetDateTime.class) {
      return "must be a moment such as 2026-09-05T00:30:00Z";
    }
    if (raw == int.class || raw == Integer.class) {
      return "must be a whole number from " + Integer.MIN_VALUE + " to " + Integer.MAX_VALUE;
    }
    if (raw == long.class || raw == Long.class) {
      return "must be a whole number";
    }
    return Number.class.isAssignableFrom(raw) || raw == double.class ? "must be a number" : null;
  }
}
