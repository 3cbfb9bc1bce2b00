package org.khue.sim.device.power;

import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// The mains of a room: voltage and frequency wander as they do in a grid of 220 V, 50 Hz, and are
/// the same for all devices of the room.
public final class Mains {
  private static final double NOMINAL_VOLTAGE = 220;
  private static final double NOMINAL_FREQUENCY = 50;

  private final RoomWorld world;
  private final Noise voltage;
  private final Noise frequency;

  public Mains(RoomWorld world, String room) {
    this.world = world;
    this.voltage = world.noise(room + "/mains voltage");
    this.frequency = world.noise(room + "/mains frequency");
  }

  /// @param power active, W
  /// @param powerFactor of what draws it
  public Electricity feeding(double power, double powerFactor) {
    double seconds = world.elapsed().toNanos() / 1e9;
    double volts = NOMINAL_VOLTAGE + 4 * voltage.wave(seconds / 40) + 0.5 * voltage.wave(seconds);
    double hertz = NOMINAL_FREQUENCY + 0.03 * frequency.wave(seconds / 10);
    return new Electricity(volts, power / (volts * powerFactor), power, powerFactor, hertz);
  }
}
