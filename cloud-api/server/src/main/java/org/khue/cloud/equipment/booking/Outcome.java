package org.khue.cloud.equipment.booking;

import java.util.List;
import org.khue.cloud.equipment.model.Interval;

/// What came of an order.
public sealed interface Outcome {

  /// @param left times that were left out because somebody has them
  record Booked(List<Booking> bookings, List<Interval> left) implements Outcome {}

  /// Nothing was booked.
  ///
  /// @param taken who has it at the times asked for; the earliest first
  /// @param substitutes things of the same kind that are free at all the times
  record Refused(List<Booking> taken, List<Substitute> substitutes) implements Outcome {}

  /// @param name as people know it
  record Substitute(Thing thing, String name) {}
}
