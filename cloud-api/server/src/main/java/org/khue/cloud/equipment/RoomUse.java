package org.khue.cloud.equipment;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.khue.cloud.equipment.model.Figure;
import org.khue.cloud.equipment.model.Intervals;
import org.khue.cloud.fleet.Room;

/// How a room and its devices were used in a period.
///
/// @param since when counting begins: the period's start, or later if the room came later
/// @param whole of the room
/// @param available when the room could be used
/// @param used when the room was in use, opening times or not
/// @param evidence the kinds of evidence that speak of the room's use in this period
public record RoomUse(
    Room room,
    Instant since,
    Figure whole,
    Intervals available,
    Intervals used,
    Set<String> evidence,
    List<DeviceUse> devices) {

  /// How a device of the room was used.
  ///
  /// @param evidence empty when nothing ever told of its use in this period
  public record DeviceUse(
      String device, Figure figure, Intervals used, Set<String> evidence) {}
}
