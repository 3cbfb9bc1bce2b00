package org.khue.sim.device;

import java.net.URI;
import java.nio.file.Path;
import org.khue.sim.room.DeviceEntry;
import org.khue.sim.room.Room;
import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// Where a device stands: its room, its entry in the room file, and what goes on around it.
///
/// @param broker the room's MQTT broker
/// @param serialDirectory where relative paths of serial lines begin
public record Place(
    Room room, DeviceEntry entry, RoomWorld world, URI broker, Path serialDirectory) {

  /// `room/device`, for messages and control lines.
  public String name() {
    return room.id() + "/" + entry.id();
  }

  /// Chance of this device's own.
  public Noise noise(String what) {
    return world.noise(name() + "/" + what);
  }
}
