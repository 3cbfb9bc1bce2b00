package org.khue.sim.world;

import java.util.List;

/// Where in the recording a room begins, so that a demonstration is alive from the first minute:
/// each room stands near the start or the end of another lesson, some in use, some free, and in the
/// first minutes some change.
final class StartRow {
  /// What each room in turn does first: real minutes from its start to the beginning (or end) of
  /// its lesson.
  private enum Scene {
    BEGINS_SOON(0.5),
    IN_USE(-1.5),
    BEGINS_LATER(2),
    ENDS_SOON(1.5);

    final double minutes;

    Scene(double minutes) {
      this.minutes = minutes;
    }
  }

  private StartRow() {}

  /// @param room index of the room
  /// @param speed recorded minutes a real minute
  static double of(Recording recording, Timetable timetable, int room, double speed, long seed) {
    List<Lesson> lessons =
        timetable.taught().stream()
            .filter(lesson -> lesson.minutes() >= 20 && freeBefore(recording, lesson) >= 3)
            .toList();
    long shift = Noise.of(seed, "start").bits(0) >>> 1;
    Lesson lesson = lessons.get((int) ((shift + room) % lessons.size()));
    Scene scene = Scene.values()[room % Scene.values().length];
    double lead = scene.minutes * speed;
    return switch (scene) {
      case BEGINS_SOON, BEGINS_LATER ->
          lesson.first() - Math.min(lead, freeBefore(recording, lesson) - 0.5);
      case IN_USE -> lesson.first() + Math.min(-lead, lesson.minutes() / 2.0);
      case ENDS_SOON -> lesson.end() - Math.min(lead, lesson.minutes() / 2.0);
    };
  }

  /// Free minutes before a lesson, at most an hour and a half.
  private static int freeBefore(Recording recording, Lesson lesson) {
    int row = lesson.first() - 1;
    while (row >= 0
        && lesson.first() - row <= 90
        && recording.followedAtOnce(row)
        && !recording.rows().get(row).occupied()) {
      row--;
    }
    return lesson.first() - 1 - row;
  }
}
