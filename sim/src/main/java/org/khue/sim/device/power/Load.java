package org.khue.sim.device.power;

import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// What a room or a plug draws: its lights while somebody is there, its equipment in lessons, a
/// rest that never sleeps. Stays below what the default room files call too much.
public final class Load {
  private final RoomWorld world;
  private final Noise ripple;
  private final double idle;
  private final double lights;
  private final double lesson;
  private final double person;

  private Load(
      RoomWorld world, Noise ripple, double idle, double lights, double lesson, double person) {
    this.world = world;
    this.ripple = ripple;
    this.idle = idle;
    this.lights = lights;
    this.lesson = lesson;
    this.person = person;
  }

  /// A whole room: 6 W idle, 288 W of lights, fans, a laptop for each person in lessons.
  public static Load ofRoom(RoomWorld world, Noise noise) {
    return new Load(world, noise, 6, 288, 220, 24);
  }

  /// One appliance on a plug, each with its own appetite between 60 W and 240 W in lessons and 1.5
  /// W in standby.
  public static Load ofPlug(RoomWorld world, Noise noise) {
    return new Load(world, noise, 1.5, 0, 60 + 180 * noise.unit(-1), 0);
  }

  /// Active power now, W.
  public double watts() {
    double seconds = world.elapsed().toNanos() / 1e9;
    double used =
        world
            .lesson()
            .map(now -> lights + (now.taught() ? lesson + person * now.people() : 0))
            .orElse(0.0);
    double wave = 1 + 0.06 * ripple.wave(seconds / 7) + 0.02 * ripple.wave(seconds / 0.9);
    return (idle + used) * wave;
  }
}
