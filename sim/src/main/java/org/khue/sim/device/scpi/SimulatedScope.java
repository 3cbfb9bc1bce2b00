package org.khue.sim.device.scpi;

import java.util.Locale;
import org.khue.sim.device.LessonFollower;
import org.khue.sim.device.Place;
import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// An oscilloscope with the commands of Rigol's DS1000 series that a school needs. In lessons it
/// runs and measures that lesson's signal; stopped, it keeps the last picture, as real ones do.
public final class SimulatedScope extends ScpiInstrument {
  private static final double NOT_MEASURED = 9.9e37;

  private record Picture(double peakToPeak, double frequency) {}

  private final RoomWorld world;
  private final Noise noise;
  private final LessonFollower hand;
  private boolean running;
  private Picture picture;

  public SimulatedScope(Place place) {
    super(place, "SIM-DS1052");
    this.world = place.world();
    this.noise = place.noise("signal");
    this.hand = new LessonFollower(world, 1);
    this.picture = new Picture(2.0, 1000);
  }

  @Override
  void commands(ScpiTree tree) {
    tree.add("RUN", none -> done(() -> running = true))
        .add("STOP", none -> done(this::stop))
        .add("TRIGger:STATus?", none -> running ? "T'D" : "STOP")
        .add("MEASure:VPP?", channel -> measured(channel, look().peakToPeak))
        .add("MEASure:VRMS?", channel -> measured(channel, look().peakToPeak / Math.sqrt(8)))
        .add("MEASure:FREQuency?", channel -> measured(channel, look().frequency))
        .add("MEASure:PERiod?", channel -> measured(channel, 1 / look().frequency));
  }

  /// Channel 1 has the probe; channel 2 shows nothing.
  private static String measured(String channel, double value) throws ScpiError {
    return switch (channel.toUpperCase(Locale.ROOT)) {
      case "", "CHAN1", "CHANNEL1" -> ScpiValue.exponent(value);
      case "CHAN2", "CHANNEL2" -> ScpiValue.exponent(NOT_MEASURED);
      default -> throw ScpiError.illegalParameter();
    };
  }

  private Picture look() {
    if (running) {
      double seconds = world.elapsed().toNanos() / 1e9;
      long lesson = world.lesson().map(now -> (long) now.first()).orElse(0L);
      double volts = 1 + 4 * noise.unit(lesson);
      double hertz = 200 + 4800 * noise.unit(~lesson);
      picture =
          new Picture(
              volts * (1 + 0.01 * noise.wave(seconds)),
              hertz * (1 + 0.0005 * noise.wave(seconds / 3)));
    }
    return picture;
  }

  private void stop() {
    look();
    running = false;
  }

  @Override
  void reset() {
    running = true;
  }

  @Override
  public synchronized void step() {
    switch (hand.step()) {
      case TAKES -> running = true;
      case LEAVES -> stop();
      case NOTHING -> {}
    }
  }
}
