package org.khue.gateway.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The options of `./khue bench journal`.
///
/// @param dir where the journals are written; null for a temporary directory
/// @param seconds how long each of the appending phases runs
/// @param seed of the readings' values
record JournalBenchOptions(@Nullable Path dir, int seconds, long seed) {
  static final String USAGE = "usage: bench journal [--dir DIR] [--seconds N] [--seed N]";

  /// @throws IllegalArgumentException with what is wrong with them
  static JournalBenchOptions of(String[] args) {
    Path dir = null;
    int seconds = 5;
    long seed = 1;
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new IllegalArgumentException("option " + args[i] + " needs a value");
      }
      String value = args[i + 1];
      switch (args[i]) {
        case "--dir" -> dir = Path.of(value);
        case "--seconds" -> seconds = (int) number(args[i], value, 1, 3600);
        case "--seed" -> seed = number(args[i], value, Long.MIN_VALUE, Long.MAX_VALUE);
        default -> throw new IllegalArgumentException("there is no option " + args[i]);
      }
    }
    return new JournalBenchOptions(dir, seconds, seed);
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
