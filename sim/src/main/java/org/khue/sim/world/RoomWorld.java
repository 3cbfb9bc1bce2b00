package org.khue.sim.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// What is going on in one room now: its climate, its lesson, its people. Everything follows from
/// the recording, the seed and the clock, so a world can be repeated.
public final class RoomWorld {
  private final Recording recording;
  private final Timetable timetable;
  private final InstantSource clock;
  private final Instant start;
  private final double startRow;
  private final double speed;
  private final long seed;

  /// @param startRow position in the recording at the start
  /// @param speed recorded minutes a real minute
  public RoomWorld(
      Recording recording,
      Timetable timetable,
      InstantSource clock,
      double startRow,
      double speed,
      long seed) {
    this.recording = recording;
    this.timetable = timetable;
    this.clock = clock;
    this.start = clock.instant();
    this.startRow = startRow;
    this.speed = speed;
    this.seed = seed;
  }

  /// The world of a room among others, at a lively place of the recording.
  ///
  /// @param room its index
  public static RoomWorld lively(
      Recording recording, InstantSource clock, int room, double speed, long seed) {
    Timetable timetable = Timetable.of(recording, seed + room);
    double startRow = StartRow.of(recording, timetable, room, speed, seed);
    return new RoomWorld(recording, timetable, clock, startRow, speed, seed);
  }

  public Climate climate() {
    return recording.climateAt(position());
  }

  public boolean occupied() {
    return recording.rowAt(position()).occupied();
  }

  /// Who is in the room, if anybody.
  public Optional<Lesson> lesson() {
    return timetable.at((int) position());
  }

  /// The lesson, if the equipment is used in it.
  public Optional<Lesson> taught() {
    return lesson().filter(Lesson::taught);
  }

  /// Real time since the lesson began; longer than the world if it began before that.
  public Duration since(Lesson lesson) {
    return Duration.ofNanos((long) ((position() - lesson.first()) / speed * 60e9));
  }

  /// Position in the recording.
  public double position() {
    return recording.wrap(startRow + elapsed().toNanos() / 60e9 * speed);
  }

  /// Real time since the world began.
  public Duration elapsed() {
    return Duration.between(start, clock.instant());
  }

  public Instant now() {
    return clock.instant();
  }

  /// Chance of its own for each name.
  public Noise noise(String name) {
    return Noise.of(seed, name);
  }
}
