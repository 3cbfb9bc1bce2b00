package org.khue.gateway.config;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A schedule as the room file has it; its schema has seen to the words and the form of the times.
final class ScheduleDraft {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private ScheduleDraft() {}

  static void check(@Nullable Node schedule, Problems problems) {
    if (schedule == null) {
      return;
    }
    String from = schedule.text("from");
    if (from != null && from.equals(schedule.text("to"))) {
      problems.add(
          schedule,
          "begins and ends at " + from + ": for the whole day leave from and to out, or `during`");
    }
  }

  static Schedule build(@Nullable Node schedule) {
    if (schedule == null) {
      return Schedule.ALWAYS;
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Node day : schedule.items("days")) {
      int index = DAYS.indexOf(day.value().asText());
      if (index >= 0) {
        days.add(DayOfWeek.of(index + 1));
      }
    }
    return new Schedule(
        days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days,
        time(schedule.text("from")),
        time(schedule.text("to")));
  }

  private static LocalTime time(@Nullable String text) {
    return text == null ? LocalTime.MIN : LocalTime.parse(text);
  }
}
