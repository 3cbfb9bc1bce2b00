package org.khue.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A block of a configuration, read strictly: what is missing, unknown or of another kind is an
/// [IllegalArgumentException] that says what would be right.
public record Block(Map<String, Object> values) {

  /// Refuses all other keys.
  public Block only(String... known) {
    Set<String> unknown = new TreeSet<>(values.keySet());
    unknown.removeAll(Set.of(known));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "Unknown key `" + unknown.iterator().next() + "`; known are " + String.join(", ", known));
    }
    return this;
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public String text(String key) {
    Object value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException("`" + key + "` is missing");
    }
    if (value instanceof Map || value instanceof List) {
      throw new IllegalArgumentException("`" + key + "` must be a text");
    }
    return value.toString();
  }

  public String text(String key, String fallback) {
    return has(key) ? text(key) : fallback;
  }

  /// A whole number within the limits, both included.
  public int integer(String key, int low, int high, int fallback) {
    if (!has(key)) {
      return fallback;
    }
    double value = number(key);
    if (value != Math.rint(value) || value < low || value > high) {
      throw new IllegalArgumentException(
          "`%s` must be a whole number from %d to %d: %s"
              .formatted(key, low, high, values.get(key)));
    }
    return (int) value;
  }

  public double number(String key) {
    return number(key, values.get(key));
  }

  private static double number(String key, @Nullable Object value) {
    if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "`" + key + "` must be a number: " + (value == null ? "it is missing" : value));
  }

  /// A list of texts; empty if the key is missing.
  public List<String> texts(String key) {
    if (!has(key)) {
      return List.of();
    }
    if (!(values.get(key) instanceof List<?> list) || list.isEmpty()) {
      throw new IllegalArgumentException("`" + key + "` must be a list of texts");
    }
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      texts.add(String.valueOf(each));
    }
    return List.copyOf(texts);
  }

  /// Reads a block and gives what is wrong with it as a problem at that path.
  public static List<Problem> problems(String path, Runnable reading) {
    try {
      reading.run();
      return List.of();
    } catch (IllegalArgumentException e) {
      return List.of(new Problem(path, e.getMessage() == null ? "is wrong" : e.getMessage()));
    }
  }
}
