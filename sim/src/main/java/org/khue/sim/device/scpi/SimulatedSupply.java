package org.khue.sim.device.scpi;

import org.jspecify.annotations.Nullable;
import org.khue.sim.device.LessonFollower;
import org.khue.sim.device.Place;
import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// A laboratory supply of 0 to 30 V and 0 to 3 A, with a resistor at its output. It holds the set
/// voltage until the set current is reached, then the current. In lessons somebody switches it on.
public final class SimulatedSupply extends ScpiInstrument {
  private static final double HIGHEST_VOLTS = 30;
  private static final double HIGHEST_AMPERES = 3;
  private static final double START_VOLTS = 5;
  private static final double START_AMPERES = 1;

  private final RoomWorld world;
  private final Noise noise;
  private final LessonFollower hand;
  private final double ohms;
  private double setVolts = START_VOLTS;
  private double setAmperes = START_AMPERES;
  private boolean output;

  public SimulatedSupply(Place place) {
    super(place, "SIM-PS3003");
    this.world = place.world();
    this.noise = place.noise("ripple");
    this.ohms = 10 + 37 * noise.unit(-1);
    this.hand = new LessonFollower(world, 1.5);
  }

  @Override
  void commands(ScpiTree tree) {
    tree.add("OUTPut[:STATe]", state -> switchTo(ScpiValue.bool(state)))
        .add("OUTPut[:STATe]?", none -> output ? "1" : "0")
        .add("[SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]", this::setVoltage)
        .add(
            "[SOURce:]VOLTage[:LEVel][:IMMediate][:AMPLitude]?",
            none -> ScpiValue.decimal(setVolts))
        .add("[SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude]", this::setCurrent)
        .add(
            "[SOURce:]CURRent[:LEVel][:IMMediate][:AMPLitude]?",
            none -> ScpiValue.decimal(setAmperes))
        .add("MEASure[:SCALar]:VOLTage[:DC]?", none -> ScpiValue.decimal(volts()))
        .add("MEASure[:SCALar]:CURRent[:DC]?", none -> ScpiValue.decimal(volts() / load()))
        .add("MEASure[:SCALar]:POWer[:DC]?", none -> ScpiValue.decimal(volts() * volts() / load()));
  }

  private @Nullable String switchTo(boolean on) {
    output = on;
    return null;
  }

  private @Nullable String setVoltage(String parameter) throws ScpiError {
    setVolts = ScpiValue.number(parameter, "V", 0, HIGHEST_VOLTS);
    return null;
  }

  private @Nullable String setCurrent(String parameter) throws ScpiError {
    setAmperes = ScpiValue.number(parameter, "A", 0, HIGHEST_AMPERES);
    return null;
  }

  private double volts() {
    double seconds = world.elapsed().toNanos() / 1e9;
    double regulated = Math.min(setVolts, setAmperes * load());
    return output ? Math.max(0, regulated + 0.002 * noise.wave(seconds * 3)) : 0;
  }

  /// Ohms; it warms up and cools down.
  private double load() {
    return ohms * (1 + 0.02 * noise.wave(world.elapsed().toNanos() / 20e9));
  }

  @Override
  synchronized void reset() {
    output = false;
    setVolts = START_VOLTS;
    setAmperes = START_AMPERES;
  }

  @Override
  public synchronized void step() {
    switch (hand.step()) {
      case TAKES -> output = true;
      case LEAVES -> output = false;
      case NOTHING -> {}
    }
  }
}
