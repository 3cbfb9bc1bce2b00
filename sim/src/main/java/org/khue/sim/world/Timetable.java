package org.khue.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lessons of a recording, in order.
public record Timetable(List<Lesson> lessons) {
  private static final int SMALLEST_CLASS = 12;
  private static final int LARGEST_CLASS = 36;

  public Timetable {
    lessons = List.copyOf(lessons);
  }

  /// Draws them from the occupancy column. The size of each class follows from the seed.
  public static Timetable of(Recording recording, long seed) {
    List<Lesson> lessons = new ArrayList<>();
    int first = -1;
    for (int row = 0; row < recording.size(); row++) {
      if (!recording.rows().get(row).occupied()) {
        continue;
      }
      if (first < 0) {
        first = row;
      }
      boolean goesOn = recording.followedAtOnce(row) && recording.rows().get(row + 1).occupied();
      if (!goesOn) {
        lessons.add(lesson(first, row + 1, seed));
        first = -1;
      }
    }
    return new Timetable(lessons);
  }

  /// The lesson that a row lies in.
  public Optional<Lesson> at(int row) {
    return lessons.stream().filter(lesson -> lesson.covers(row)).findFirst();
  }

  /// The lessons in which the equipment is used.
  public List<Lesson> taught() {
    return lessons.stream().filter(Lesson::taught).toList();
  }

  private static Lesson lesson(int first, int end, long seed) {
    if (end - first < Lesson.SHORTEST_MINUTES) {
      return new Lesson(first, end, 1);
    }
    double draw = Noise.of(seed, "class").unit(first);
    return new Lesson(
        first, end, SMALLEST_CLASS + (int) (draw * (LARGEST_CLASS - SMALLEST_CLASS + 1)));
  }
}
