package org.khue.sim.world;

/// A time in which people are in the room: an unbroken run of occupied rows.
///
/// @param first its first row
/// @param end the row after its last
/// @param people who is there, the teacher among them; 1 if somebody only looks in
public record Lesson(int first, int end, int people) {
  /// Shorter than this is no lesson: somebody looks in.
  public static final int SHORTEST_MINUTES = 10;

  public int minutes() {
    return end - first;
  }

  /// Whether the equipment of the room is used in it.
  public boolean taught() {
    return minutes() >= SHORTEST_MINUTES;
  }

  boolean covers(int row) {
    return row >= first && row < end;
  }
}
