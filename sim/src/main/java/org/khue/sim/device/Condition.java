package org.khue.sim.device;

/// How a simulated device behaves.
public enum Condition {
  HEALTHY,
  /// No power: nobody answers at its place.
  UNPLUGGED,
  /// Answers with bytes that its protocol does not allow.
  GARBAGE,
  /// Takes everything, answers nothing.
  HANGING,
  /// Powered, but its network is down. A device without a network stays healthy.
  CUT_OFF
}
