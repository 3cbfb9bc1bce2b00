package org.khue.gateway.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The room that a gateway sits in, with all that it drives there.
///
/// @param kind classroom, steam, library, physics-lab, …
/// @param name by language (`vi`, `en`)
/// @param simulated true if no physical device stands behind: each reading and event says so
/// @param use null if the room's use is not told from a device
public record Room(
    String id,
    String kind,
    Map<String, String> name,
    boolean simulated,
    List<RoomDevice> devices,
    @Nullable RoomUse use,
    List<AlarmRule> alarms,
    List<InterlockRule> interlocks) {
  public Room {
    name = Map.copyOf(name);
    devices = List.copyOf(devices);
    alarms = List.copyOf(alarms);
    interlocks = List.copyOf(interlocks);
  }

  /// The device of that id; null if the room has none.
  public @Nullable RoomDevice device(String id) {
    for (RoomDevice device : devices) {
      if (device.id().equals(id)) {
        return device;
      }
    }
    return null;
  }
}
