package org.khue.sim.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Places;

final class RoomWorldTest {
  private final ManualClock clock = new ManualClock();

  @Test
  void aRealMinuteIsSpeedRecordedMinutes() {
    RoomWorld world =
        new RoomWorld(Places.RECORDING, Timetable.of(Places.RECORDING, 1), clock, 100, 30, 1);

    clock.pass(Duration.ofSeconds(4));

    assertEquals(102, world.position(), 1e-6);
    assertEquals(Places.RECORDING.climateAt(102).co2(), world.climate().co2(), 1e-3);
  }

  @Test
  void theSameSeedAndClockMakeTheSameWorld() {
    RoomWorld first = RoomWorld.lively(Places.RECORDING, clock, 2, 1, 42);
    RoomWorld second = RoomWorld.lively(Places.RECORDING, clock, 2, 1, 42);
    RoomWorld other = RoomWorld.lively(Places.RECORDING, clock, 2, 1, 43);

    clock.pass(Duration.ofSeconds(77));

    assertEquals(first.position(), second.position());
    assertEquals(first.climate(), second.climate());
    assertEquals(first.noise("x").bits(5), second.noise("x").bits(5));
    assertNotEquals(first.noise("x").bits(5), other.noise("x").bits(5));
  }

  @Test
  void roomsStandAtDifferentPlacesOfTheRecording() {
    long places =
        IntStream.range(0, 12)
            .mapToObj(room -> RoomWorld.lively(Places.RECORDING, clock, room, 1, 1))
            .mapToInt(world -> (int) (world.position() / 10))
            .distinct()
            .count();

    assertTrue(places >= 10, places + " places for 12 rooms");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 20_261_124})
  void withinThreeMinutesFourRoomsBeginAndEndLessons(long seed) {
    List<RoomWorld> rooms =
        IntStream.range(0, 4)
            .mapToObj(room -> RoomWorld.lively(Places.RECORDING, clock, room, 1, seed))
            .toList();
    List<Boolean> before = rooms.stream().map(RoomWorld::occupied).toList();
    assertEquals(List.of(false, true, false, true), before);

    clock.pass(Duration.ofSeconds(35));
    assertEquals(
        List.of(true, true, false, true), rooms.stream().map(RoomWorld::occupied).toList());

    clock.pass(Duration.ofSeconds(100));
    assertEquals(
        List.of(true, true, true, false), rooms.stream().map(RoomWorld::occupied).toList());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 10, 60})
  void atAnySpeedSomeRoomsAreInUseAndSomeFree(double speed) {
    List<Boolean> occupied =
        IntStream.range(0, 4)
            .mapToObj(room -> RoomWorld.lively(Places.RECORDING, clock, room, speed, 5))
            .map(RoomWorld::occupied)
            .toList();

    assertTrue(occupied.contains(true) && occupied.contains(false), occupied.toString());
  }

  @Test
  void timeSinceALessonBeganIsRealTime() {
    RoomWorld world = Places.world(clock, Places.LESSON);

    clock.pass(Duration.ofSeconds(90));

    assertEquals(90, world.since(world.lesson().orElseThrow()).toSeconds(), 1);
  }
}
