package org.khue.sim.world;

/// The air of a room at one moment.
///
/// @param temperature °C
/// @param humidity relative, %
/// @param illuminance lx
/// @param co2 ppm
public record Climate(double temperature, double humidity, double illuminance, double co2) {

  /// The climate between this one and the next, linearly.
  ///
  /// @param share 0 = this one, 1 = the next
  Climate towards(Climate next, double share) {
    return new Climate(
        between(temperature, next.temperature, share),
        between(humidity, next.humidity, share),
        between(illuminance, next.illuminance, share),
        between(co2, next.co2, share));
  }

  private static double between(double from, double to, double share) {
    return from + (to - from) * share;
  }
}
