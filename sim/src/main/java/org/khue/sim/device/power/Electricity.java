package org.khue.sim.device.power;

/// What flows through a single-phase meter. The five figures agree: power = voltage × current ×
/// power factor.
///
/// @param voltage V
/// @param current A
/// @param power active, W
/// @param powerFactor 0 to 1
/// @param frequency Hz
public record Electricity(
    double voltage, double current, double power, double powerFactor, double frequency) {

  /// VA
  public double apparentPower() {
    return voltage * current;
  }

  /// var
  public double reactivePower() {
    return apparentPower() * Math.sqrt(1 - powerFactor * powerFactor);
  }

  /// Degrees between voltage and current.
  public double phaseAngle() {
    return Math.toDegrees(Math.acos(powerFactor));
  }
}
