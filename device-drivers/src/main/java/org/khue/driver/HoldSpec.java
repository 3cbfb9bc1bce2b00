package org.khue.driver;

import java.time.Duration;

/// A timer in the device itself that switches it off unless it is set anew in time: what makes it
/// safe when everything else has died. Setting it never switches anything on.
///
/// @param command of the profile, which sets the timer
/// @param argument of that command, the time
/// @param plus what the device wants added to the seconds
public record HoldSpec(String command, String argument, int plus) {
  /// What is sent for that long.
  public double value(Duration time) {
    return time.toSeconds() + plus;
  }
}
