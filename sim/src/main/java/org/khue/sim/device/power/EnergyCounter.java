package org.khue.sim.device.power;

import java.time.Duration;

/// Counts energy as a meter does. Threads may share it.
public final class EnergyCounter {
  private static final double JOULES_A_KILOWATT_HOUR = 3.6e6;

  private double kilowattHours;
  private double watts;
  private Duration at;

  /// @param kilowattHours what it shows at the start
  /// @param at real time since the world began
  public EnergyCounter(double kilowattHours, Duration at) {
    this.kilowattHours = kilowattHours;
    this.at = at;
  }

  /// The power since the last call was as that call said; from now on it is this.
  ///
  /// @return kWh now
  public synchronized double advance(Duration now, double wattsNow) {
    double seconds = Math.max(0, now.minus(at).toNanos() / 1e9);
    kilowattHours += watts * seconds / JOULES_A_KILOWATT_HOUR;
    at = now;
    watts = wattsNow;
    return kilowattHours;
  }
}
