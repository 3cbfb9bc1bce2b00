package org.khue.gateway.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Durations as configuration writes them: `250ms`, `5s`, `2m`, `1h`.
public final class DurationText {
  private DurationText() {}

  /// The duration; null if the text is none.
  public static @Nullable Duration parse(@Nullable String text) {
    if (text == null || !text.matches("[0-9]{1,9}(ms|s|m|h)")) {
      return null;
    }
    int digits = 0;
    while (Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    long count = Long.parseLong(text.substring(0, digits));
    return switch (text.substring(digits)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  static Duration parse(@Nullable String text, Duration fallback) {
    Duration duration = parse(text);
    return duration == null ? fallback : duration;
  }

  /// The same in the shortest way of writing.
  static String write(Duration duration) {
    long millis = duration.toMillis();
    if (millis % 1_000 != 0) {
      return millis + "ms";
    }
    return millis / 1_000 + "s";
  }
}
