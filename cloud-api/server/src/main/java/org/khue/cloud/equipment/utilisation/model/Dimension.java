package org.khue.cloud.equipment.utilisation.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What figures can be broken down by.
public enum Dimension {
  /// The unit of the room, such as a school.
  UNIT,
  /// The unit that manages that one today, such as a ward.
  OVERSEER,
  ROOM,
  ROOM_KIND,
  /// A device in a room.
  DEVICE,
  DEVICE_KIND,
  /// The type of device.
  PROFILE,
  /// The school year.
  YEAR,
  TERM,
  /// The week of the school year.
  WEEK,
  MONTH,
  DAY,
  WEEKDAY,
  /// The period of the bell times, or the hour.
  SLOT;

  /// Whether it is a property of the room or device, and not of the time.
  public boolean isOfSubject() {
    return compareTo(YEAR) < 0;
  }

  /// The code in addresses and in JSON: `room-kind`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The one of that code.
  public static Optional<Dimension> ofCode(String code) {
    return Arrays.stream(values()).filter(some -> some.code().equals(code)).findFirst();
  }
}
