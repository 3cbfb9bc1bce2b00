package org.khue.gateway.config;

import java.util.Map;
import org.khue.driver.DeviceConfig;
import org.khue.driver.Profile;

/// A device of the room.
///
/// @param profile its type, with the points that the room file adds or overrides merged in
/// @param name by language: the room file's, or else the profile's
public record RoomDevice(DeviceConfig config, Profile profile, Map<String, String> name) {
  public RoomDevice {
    name = Map.copyOf(name);
  }

  public String id() {
    return config.id();
  }
}
