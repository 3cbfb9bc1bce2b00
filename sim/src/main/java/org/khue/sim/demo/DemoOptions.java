package org.khue.sim.demo;

import java.nio.file.Path;

/// What a demo run is made of.
///
/// @param rooms how many rooms, each with a gateway of its own; beyond the shipped ones they repeat
/// @param speed how many times faster than life the simulated lessons pass
/// @param data where everything is kept
/// @param portShift added to every default port
/// @param seed of the simulated world
/// @param claimed whether the gateways are claimed with one-time codes and connect with
///   certificates over TLS; else with secrets, without TLS
public record DemoOptions(
    int rooms, double speed, Path data, int portShift, long seed, boolean claimed) {
  /// More would not fit in the memory of the machines that demos run on.
  public static final int MAX_ROOMS = 40;

  /// Gateways with secrets.
  public DemoOptions(int rooms, double speed, Path data, int portShift, long seed) {
    this(rooms, speed, data, portShift, seed, false);
  }

  public DemoOptions {
    if (rooms < 1 || rooms > MAX_ROOMS) {
      throw new IllegalArgumentException("--rooms is %d: 1 to %d work".formatted(rooms, MAX_ROOMS));
    }
    if (!(speed > 0) || speed > 1_000) {
      throw new IllegalArgumentException(
          "--speed is %s: above 0 and at most 1000 works".formatted(speed));
    }
    if (portShift < 0 || portShift > 40_000) {
      throw new IllegalArgumentException(
          "--port-base is %d: 0 to 40000 works".formatted(portShift));
    }
  }
}
