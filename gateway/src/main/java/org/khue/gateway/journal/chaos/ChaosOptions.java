package org.khue.gateway.journal.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.khue.gateway.config.DurationText;

/// The options that the journal's chaos commands share.
///
/// @param seed of the first case; each further case has the next one
/// @param count how many cuts, faults, rounds or steps at least; 0 for the command's own number
/// @param atMost no new case is begun after this; null for no limit
/// @param threads how many cases run side by side
/// @param directory where files are written; null for a temporary place
/// @param everyBit whether bits are flipped one by one, instead of one in each byte
public record ChaosOptions(
    long seed,
    long count,
    @Nullable Duration atMost,
    int threads,
    @Nullable Path directory,
    boolean everyBit) {
  static final String USAGE =
      """
      usage: khue chaos journal-sim|journal-block|journal-diff|bitflip|diskfull|clock|offline
               [--seed N] [--count N] [--for 60s] [--threads N] [--dir DIR] [--every-bit]\
      """;

  static final ChaosOptions DEFAULTS = new ChaosOptions(1, 0, null, 1, null, false);

  /// @throws IllegalArgumentException with what is wrong with them
  static ChaosOptions of(String... args) {
    ChaosOptions options = DEFAULTS;
    for (int i = 0; i < args.length; i++) {
      if (args[i].equals("--every-bit")) {
        options = options.withEveryBit();
      } else if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " needs a value, or is none");
      } else {
        options = options.with(args[i], args[++i]);
      }
    }
    return options;
  }

  private ChaosOptions with(String option, String value) {
    return switch (option) {
      case "--seed" -> withSeed(number(option, value, Long.MIN_VALUE, Long.MAX_VALUE));
      case "--count" -> withCount(number(option, value, 1, 1_000_000_000));
      case "--for" ->
          new ChaosOptions(seed, count, duration(option, value), threads, directory, everyBit);
      case "--threads" ->
          new ChaosOptions(
              seed, count, atMost, (int) number(option, value, 1, 64), directory, everyBit);
      case "--dir" -> withDirectory(Path.of(value));
      default -> throw new IllegalArgumentException("there is no option " + option);
    };
  }

  public ChaosOptions withSeed(long other) {
    return new ChaosOptions(other, count, atMost, threads, directory, everyBit);
  }

  public ChaosOptions withCount(long other) {
    return new ChaosOptions(seed, other, atMost, threads, directory, everyBit);
  }

  public ChaosOptions withDirectory(Path other) {
    return new ChaosOptions(seed, count, atMost, threads, other, everyBit);
  }

  private ChaosOptions withEveryBit() {
    return new ChaosOptions(seed, count, atMost, threads, directory, true);
  }

  /// What was asked for, or the command's own number.
  long countOr(long own) {
    return count == 0 ? own : count;
  }

  /// By [System#nanoTime()], when no new case is begun any more.
  long endNanos() {
    return System.nanoTime() + Objects.requireNonNullElse(atMost, Duration.ofDays(365)).toNanos();
  }

  private static Duration duration(String option, String value) {
    Duration duration = DurationText.parse(value);
    if (duration == null) {
      throw new IllegalArgumentException(
          option + " must be like 90s, 5m or 2h, not '" + value + "'");
    }
    return duration;
  }

  private static long number(String option, String value, long low, long high) {
    try {
      long number = Long.parseLong(value);
      if (number >= low && number <= high) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers out of range.
    }
    throw new IllegalArgumentException(
        option + " must be a whole number from " + low + " to " + high + ", not '" + value + "'");
  }
}
