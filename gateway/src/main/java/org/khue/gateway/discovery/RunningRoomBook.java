package org.khue.gateway.discovery;

import org.khue.gateway.config.Room;
import org.khue.gateway.config.apply.Applied;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;

/// The room that runs: what is changed in it is driven at once.
///
/// @param devices of that room
public record RunningRoomBook(DeviceRuntime devices, RoomChanges changes) implements RoomBook {
  @Override
  public Room room() {
    return devices.room();
  }

  @Override
  public String text() {
    return changes.text();
  }

  @Override
  public Change change(String text) {
    return switch (changes.change(text)) {
      case Applied.Done done -> new Change.Done();
      case Applied.Wrong(var problems) -> new Change.Wrong(problems);
      case Applied.Failed(String why) -> new Change.Failed(why);
    };
  }
}
