package org.khue.driver;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A point of a profile.
///
/// @param name by language
/// @param address where it lies on the wire, as the driver's address schema describes it
/// @param scale value = raw × scale + offset
/// @param unit UCUM code of the value
/// @param poll how often it is read; zero if the device sends it by itself
/// @param report which values become readings
/// @param low lower end of the plausible range, in `unit`; a value outside is BAD `out-of-range`
/// @param states names of the numbers of a state point, such as 0 → off; empty for a measured
///   value. A device that answers in words is matched by these names, upper and lower case alike.
public record PointSpec(
    String id,
    Map<String, String> name,
    Map<String, Object> address,
    double scale,
    double offset,
    String unit,
    Duration poll,
    Report report,
    @Nullable Double low,
    @Nullable Double high,
    Map<Integer, String> states) {
  public PointSpec {
    name = Map.copyOf(name);
    address = Map.copyOf(address);
    states = Map.copyOf(new TreeMap<>(states));
  }

  /// Report a value when it moved by at least `deadBand` since the last one reported, and at the
  /// latest `every` after it. A dead band of 0 with `onChange` reports each different value;
  /// without `onChange` only `every` counts, and an `every` of zero reports each sample.
  ///
  /// @param deadBand in the point's unit
  public record Report(boolean onChange, double deadBand, Duration every) {}
}
