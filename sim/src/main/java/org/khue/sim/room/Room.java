package org.khue.sim.room;

import java.util.List;

/// A room to play.
///
/// @param index its place among the rooms, which gives it its ports
/// @param gateway id of the gateway that will read it
public record Room(int index, String id, String gateway, List<DeviceEntry> devices) {
  public Room {
    devices = List.copyOf(devices);
  }
}
