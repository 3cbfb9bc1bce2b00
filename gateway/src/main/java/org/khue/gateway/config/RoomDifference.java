package org.khue.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What has to be done to devices when one room takes the place of another; by id, each list in the
/// order of its room file.
///
/// @param added only in the later room
/// @param changed in both, but not the same to their driver or to what watches over them
/// @param removed only in the earlier room
public record RoomDifference(List<String> added, List<String> changed, List<String> removed) {
  public RoomDifference {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    removed = List.copyOf(removed);
  }

  public static RoomDifference between(Room before, Room after) {
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    for (RoomDevice device : after.devices()) {
      RoomDevice earlier = before.device(device.id());
      if (earlier == null) {
        added.add(device.id());
      } else if (!isSame(earlier, before, device, after)) {
        changed.add(device.id());
      }
    }
    List<String> removed =
        before.devices().stream()
            .map(RoomDevice::id)
            .filter(id -> after.device(id) == null)
            .toList();
    return new RoomDifference(added, changed, removed);
  }

  /// Whether a device can go on as it is: its own name and its line in the file do not count.
  private static boolean isSame(RoomDevice one, Room before, RoomDevice other, Room after) {
    return before.simulated() == after.simulated()
        && one.config().connection().equals(other.config().connection())
        && one.profile().equals(other.profile())
        && Objects.equals(useOf(before, one.id()), useOf(after, one.id()))
        && alarmsOf(before, one.id()).equals(alarmsOf(after, one.id()));
  }

  private static @Nullable RoomUse useOf(Room room, String device) {
    RoomUse use = room.use();
    return use != null && use.device().equals(device) ? use : null;
  }

  private static List<AlarmRule> alarmsOf(Room room, String device) {
    return room.alarms().stream().filter(rule -> rule.device().equals(device)).toList();
  }

  /// Whether every device goes on.
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }
}
