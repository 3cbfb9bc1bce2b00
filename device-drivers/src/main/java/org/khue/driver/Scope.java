package org.khue.driver;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Where one scan may look, and for how long.
///
/// @param ranges addresses that may be asked, and no others
/// @param serial paths of serial lines that may be opened
/// @param broker whether the room's broker may be read
/// @param taken wires ([Discoverer.Place#wire]) of devices that are in use: not touched
/// @param pace shared by all discoverers of a scan
public record Scope(
    List<AddressRange> ranges,
    List<String> serial,
    boolean broker,
    Set<String> taken,
    Links links,
    Pace pace,
    Deadline deadline) {
  public Scope {
    ranges = List.copyOf(ranges);
    serial = List.copyOf(serial);
    taken = Set.copyOf(taken);
  }

  /// The endpoints to ask, without those that are taken; at most [AddressRange#MOST].
  ///
  /// @param usualPort the protocol's own, where a range names none
  public List<Endpoint> endpoints(int usualPort) {
    Set<Endpoint> all = new LinkedHashSet<>();
    for (AddressRange range : ranges) {
      for (Endpoint endpoint : range.endpoints(usualPort)) {
        if (all.size() < AddressRange.MOST && !taken.contains(endpoint.toString())) {
          all.add(endpoint);
        }
      }
    }
    return new ArrayList<>(all);
  }

  /// The serial lines to open, without those that are taken.
  public List<String> freeSerial() {
    return serial.stream().filter(path -> !taken.contains(path)).distinct().toList();
  }

  public TimeSource time() {
    return deadline.time();
  }
}
