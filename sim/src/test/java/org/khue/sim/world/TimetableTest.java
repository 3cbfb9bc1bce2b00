package org.khue.sim.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class TimetableTest {
  private final Recording recording = Recording.load();
  private final Timetable timetable = Timetable.of(recording, 7);

  @Test
  void lessonsCoverExactlyTheOccupiedRows() {
    for (int row = 0; row < recording.size(); row++) {
      assertEquals(
          recording.rows().get(row).occupied(), timetable.at(row).isPresent(), "row " + row);
    }
  }

  @Test
  void aLessonIsAWholeRunOfOccupiedRows() {
    for (Lesson lesson : timetable.lessons()) {
      assertTrue(lesson.minutes() >= 1);
      boolean joinedBefore =
          lesson.first() > 0
              && recording.followedAtOnce(lesson.first() - 1)
              && recording.rows().get(lesson.first() - 1).occupied();
      boolean joinedAfter =
          recording.followedAtOnce(lesson.end() - 1)
              && recording.rows().get(lesson.end()).occupied();
      assertFalse(joinedBefore || joinedAfter, lesson + " is part of a longer run");
    }
  }

  @Test
  void shortRunsAreVisitsOfOnePersonAndLongOnesClasses() {
    for (Lesson lesson : timetable.lessons()) {
      if (lesson.taught()) {
        assertTrue(lesson.people() >= 12 && lesson.people() <= 36, lesson.toString());
      } else {
        assertEquals(1, lesson.people());
      }
    }
    assertTrue(timetable.taught().size() > 15);
    assertTrue(timetable.taught().size() < timetable.lessons().size());
  }

  @Test
  void theSeedMakesTheClasses() {
    assertEquals(timetable, Timetable.of(recording, 7));
    assertNotEquals(timetable, Timetable.of(recording, 8));
  }
}
