package org.khue.sim.device.pn532;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.khue.sim.device.ManualClock;
import org.khue.sim.device.Places;
import org.khue.sim.world.Lesson;
import org.khue.sim.world.RoomWorld;

final class PeopleTest {
  private final ManualClock clock = new ManualClock();
  private final RoomWorld world = Places.world(clock, Places.LESSON - 0.5);

  private List<String> during(Duration time) {
    People people = new People(world, world.noise("cards"), world.noise("times"));
    List<String> came = new ArrayList<>();
    for (long millis = 0; millis < time.toMillis(); millis += 100) {
      clock.pass(Duration.ofMillis(100));
      people.step(card -> came.add(HexFormat.of().formatHex(card.uid())));
    }
    return came;
  }

  @Test
  void eachPersonOfALessonShowsTheirCardOnceAtItsStart() {
    List<String> came = during(Duration.ofMinutes(7));
    Lesson lesson = world.lesson().orElseThrow();

    assertEquals(lesson.people(), came.size());
    assertEquals(came.size(), came.stream().distinct().count());
    assertEquals(14, came.getFirst().length(), "the teacher, with a 7-byte number, is first");
  }

  @Test
  void nobodyComesInTheMiddleOfALessonAndTheTeacherGoesAtItsEnd() {
    String teacher = during(Duration.ofMinutes(7)).getFirst();
    Lesson lesson = world.lesson().orElseThrow();

    List<String> later = during(Duration.ofMinutes(lesson.end() - (long) world.position()));
    assertEquals(List.of(teacher), later);
  }

  @Test
  void numbersAreSuchAsRealCardsHave() {
    for (int i = 0; i < 1000; i++) {
      Card pupil = Card.ofPupil(world.noise("cards"), i);
      byte[] uid = pupil.uid();
      assertTrue(uid.length == 4 || uid.length == 7);
      assertTrue(uid.length == 4 || uid[0] == 4, "7 bytes begin with the maker's 04");
      assertTrue(uid[0] != 8 && uid[0] != (byte) 0x88 && uid[3] != (byte) 0x88);
    }
  }
}
