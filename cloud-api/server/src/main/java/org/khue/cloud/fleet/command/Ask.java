package org.khue.cloud.fleet.command;

import java.time.Duration;
import java.util.Map;

/// What somebody asks of a device.
///
/// @param name the command of the device's profile
/// @param args by id: numbers as numbers, all else as text
/// @param valid so long it may be begun, 1 s to 10 min
/// @param confirmed whether a dangerous one was confirmed a second time
public record Ask(
    String gateway,
    String device,
    String name,
    Map<String, Object> args,
    Duration valid,
    boolean confirmed) {
  /// Short: somebody stands before the device and waits, and nobody wants it to start by itself
  /// later.
  public static final Duration USUAL = Duration.ofSeconds(30);

  static final Duration LONGEST = Duration.ofMinutes(10);

  public Ask {
    args = Map.copyOf(args);
  }
}
