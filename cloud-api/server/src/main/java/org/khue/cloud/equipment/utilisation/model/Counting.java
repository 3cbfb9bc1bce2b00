package org.khue.cloud.equipment.utilisation.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.khue.cloud.equipment.model.Interval;
import org.khue.cloud.equipment.model.Intervals;

/// Counts what happened in the slots of a day. All ends lie on whole seconds, so that sums of
/// slots, days and rooms are exact whatever their order.
public final class Counting {
  private Counting() {}

  /// An interval whose ends are cut down to whole seconds: a use of less than a second may vanish.
  public static Interval seconds(Instant from, Instant to) {
    Instant start = from.truncatedTo(ChronoUnit.SECONDS);
    Instant end = to.truncatedTo(ChronoUnit.SECONDS);
    return new Interval(start, end.isBefore(start) ? start : end);
  }

  /// What of each slot is counted; slots without any available time are left out.
  ///
  /// @param counted when the room or device stood under watch, up to now at the most
  /// @param heard by whom its use is told
  public static List<SlotFact> day(
      List<Slot> slots, Intervals counted, Intervals booked, Intervals used, Minutes heard) {
    List<SlotFact> facts = new ArrayList<>();
    for (Slot slot : slots) {
      Intervals available = counted.intersect(Intervals.of(slot.time()));
      if (!available.isEmpty()) {
        Intervals usedThen = used.intersect(available);
        Intervals bookedThen = booked.intersect(available);
        facts.add(
            new SlotFact(
                slot.code(),
                seconds(available),
                seconds(bookedThen),
                seconds(usedThen),
                seconds(usedThen.intersect(bookedThen)),
                minutes(available),
                heard.in(available)));
      }
    }
    return facts;
  }

  private static int seconds(Intervals times) {
    return Math.toIntExact(times.total().toSeconds());
  }

  private static int minutes(Intervals times) {
    long minutes = 0;
    for (Interval part : times.wholeMinutes()) {
      minutes += part.length().toMinutes();
    }
    return Math.toIntExact(minutes);
  }
}
