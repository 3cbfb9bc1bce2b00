package org.khue.sim.world;

/// Chance that repeats: the same seed, name and step give the same number, whoever asks, in
/// whatever order, however often.
public final class Noise {
  private final long key;

  private Noise(long key) {
    this.key = key;
  }

  public static Noise of(long seed, String name) {
    long key = mix(seed);
    for (int i = 0; i < name.length(); i++) {
      key = mix(key ^ name.charAt(i));
    }
    return new Noise(key);
  }

  /// Evenly in [0, 1).
  public double unit(long step) {
    return (bits(step) >>> 11) * 0x1p-53;
  }

  /// Evenly in [-1, 1), changing smoothly from step to step.
  public double wave(double step) {
    long before = (long) Math.floor(step);
    double share = step - before;
    double smooth = share * share * (3 - 2 * share);
    double from = unit(before);
    return 2 * (from + (unit(before + 1) - from) * smooth) - 1;
  }

  /// 64 even bits.
  public long bits(long step) {
    return mix(key + step * 0x9E3779B97F4A7C15L);
  }

  /// The finaliser of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014).
  private static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
