package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A room with the gateway that sits in it.
///
/// @param name by language
/// @param firstSeen when its first inventory came
/// @param devices in the order of the room's file, without removed ones
public record Room(
    String gateway,
    String id,
    Map<String, String> name,
    String kind,
    boolean simulated,
    Instant firstSeen,
    List<Device> devices) {

  /// The device of that id.
  public Optional<Device> device(String device) {
    return devices.stream().filter(candidate -> candidate.id().equals(device)).findFirst();
  }
}
