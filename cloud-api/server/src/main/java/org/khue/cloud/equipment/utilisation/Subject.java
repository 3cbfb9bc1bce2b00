package org.khue.cloud.equipment.utilisation;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.equipment.utilisation.model.Dimension;

/// Whose use is counted: a room of the register, or a device of a gateway that stood there.
///
/// @param key what it is
/// @param deviceKind empty for a room
/// @param profile the device's type; empty for a room
/// @param name of the device, by language
/// @param watched whether anything ever told of its use
/// @param from when the device was first there; null for a room
/// @param to when it was taken away; null while it is there
public record Subject(
    Key key,
    UUID unit,
    String roomCode,
    String roomName,
    String roomKind,
    String deviceKind,
    String profile,
    Map<String, String> name,
    boolean watched,
    @Nullable Instant from,
    @Nullable Instant to) {

  /// Its key in a breakdown.
  ///
  /// @param managers the unit that manages each unit, for a breakdown by overseer
  String key(Dimension dimension, Map<UUID, UUID> managers) {
    return switch (dimension) {
      case UNIT -> unit.toString();
      case OVERSEER -> managers.getOrDefault(unit, unit).toString();
      case ROOM -> key.room().toString();
      case ROOM_KIND -> roomKind;
      case DEVICE -> key.room() + "/" + key.gateway() + "/" + key.device();
      case DEVICE_KIND -> deviceKind;
      case PROFILE -> profile;
      case YEAR, TERM, WEEK, MONTH, DAY, WEEKDAY, SLOT ->
          throw new IllegalArgumentException(dimension + " is of time");
    };
  }

  /// Whether it came and went at the same times.
  boolean stoodAs(Subject other) {
    return Objects.equals(from, other.from) && Objects.equals(to, other.to);
  }

  /// A room, or a device in it.
  ///
  /// @param gateway empty for the room
  /// @param device empty for the room
  public record Key(UUID room, String gateway, String device) {
    static Key ofRoom(UUID room) {
      return new Key(room, "", "");
    }

    /// Whether it is a room.
    public boolean isRoom() {
      return device.isEmpty();
    }
  }
}
