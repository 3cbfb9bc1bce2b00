package org.khue.cloud.equipment.booking;

import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.model.Interval;
import org.khue.web.i18n.Names;

/// What somebody wants to book.
///
/// @param times 1 to [#MOST] times; of a series all of them
/// @param skipTaken whether the times that are taken are left out; else all is refused
/// @param purpose in words; may be empty
/// @param subject code of a subject; empty for none
public record Order(
    UUID unit,
    Thing thing,
    List<Interval> times,
    boolean skipTaken,
    String purpose,
    String subject) {
  /// Of a school year's weeks.
  public static final int MOST = 60;

  public Order {
    times = times.stream().distinct().sorted(Comparator.comparing(Interval::start)).toList();
    purpose = Names.entered(purpose);
  }
}
