package org.khue.sim.device;

import org.khue.sim.world.RoomWorld;

/// Tells when somebody in the room picks a device up and puts it away: some time after a lesson
/// begins and at its end. In between, commands may switch the device as they like.
public final class LessonFollower {
  private final RoomWorld world;
  private final double delayMinutes;
  private boolean used;

  /// @param delayMinutes recorded minutes from the lesson's start, but never more than a quarter of
  ///   the lesson
  public LessonFollower(RoomWorld world, double delayMinutes) {
    this.world = world;
    this.delayMinutes = delayMinutes;
  }

  /// What somebody does with the device just now.
  public enum Hand {
    TAKES,
    LEAVES,
    NOTHING
  }

  /// To be called again and again, by one thread.
  public Hand step() {
    double position = world.position();
    boolean now =
        world
            .taught()
            .filter(lesson ->
                position - lesson.first() >= Math.min(delayMinutes, lesson.minutes() / 4.0))
            .isPresent();
    if (now == used) {
      return Hand.NOTHING;
    }
    used = now;
    return now ? Hand.TAKES : Hand.LEAVES;
  }
}
