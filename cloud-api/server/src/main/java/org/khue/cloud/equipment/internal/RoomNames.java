package org.khue.cloud.equipment.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.web.form.Kind;

/// Names of rooms for one answer; each school's rooms are read once.
public final class RoomNames {
  private final Rooms rooms;
  private final Map<UUID, Map<UUID, String>> bySchool = new HashMap<>();

  public RoomNames(Rooms rooms) {
    this.rooms = rooms;
  }

  /// Code and name of a room; empty for none, and for one that is not there any more.
  public String name(UUID school, @Nullable UUID room) {
    if (room == null) {
      return "";
    }
    return bySchool
        .computeIfAbsent(
            school,
            unit -> {
              Map<UUID, String> names = new HashMap<>();
              rooms.of(unit).forEach(some -> names.put(some.id(), name(some)));
              return names;
            })
        .getOrDefault(room, "");
  }

  public static String name(Room room) {
    return room.facts().code() + " · " + room.facts().name();
  }

  /// The rooms of a school, to choose from.
  public static List<Kind.Option> options(Rooms rooms, UUID school) {
    return rooms.of(school).stream()
        .map(room -> new Kind.Option(room.id().toString(), name(room)))
        .toList();
  }
}
