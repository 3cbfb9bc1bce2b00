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
/// @param evidence the kinds of evidence that ever told of the room's use; empty for none
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
  /// @param evidence the kinds that ever told of its use; empty when nothing ever did, so that "not
  ///   used" cannot be told from "not watched"
  public record DeviceUse(String device, Figure figure, Intervals used, Set<String> evidence) {}
}
