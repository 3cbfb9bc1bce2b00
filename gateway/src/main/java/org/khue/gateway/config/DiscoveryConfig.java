package org.khue.gateway.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.khue.driver.AddressRange;

/// Where a gateway may look for devices, and how often it does.
///
/// @param profiles directory of the profiles that can be suggested
/// @param roomFile the room file that `gateway.yaml` names
/// @param ranges addresses that may be asked; no others are
/// @param serial lines, or directories of lines, that may be opened
/// @param every how often all of it is looked through without being asked; zero for never
public record DiscoveryConfig(
    Path profiles, Path roomFile, List<AddressRange> ranges, List<String> serial, Duration every) {
  public DiscoveryConfig {
    ranges = List.copyOf(ranges);
    serial = List.copyOf(serial);
  }

  /// The same with more to look at.
  public DiscoveryConfig with(List<AddressRange> moreRanges, List<String> moreSerial) {
    return new DiscoveryConfig(
        profiles, roomFile, joined(ranges, moreRanges), joined(serial, moreSerial), every);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }
}
