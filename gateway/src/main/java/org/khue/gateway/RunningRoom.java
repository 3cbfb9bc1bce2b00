package org.khue.gateway;

import java.util.List;
import org.khue.gateway.config.ConfigProblem;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.apply.Applied;
import org.khue.gateway.config.apply.RoomChanges;
import org.khue.gateway.device.DeviceRuntime;
import org.khue.gateway.discovery.RoomBook;

/// The room that runs, changed without a restart.
record RunningRoom(RoomChanges changes, DeviceRuntime devices) implements RoomBook {
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
      case Applied.Wrong(List<ConfigProblem> problems) -> new Change.Wrong(problems);
      case Applied.Failed(String why) -> new Change.Failed(why);
    };
  }
}
