package org.khue.sim.device.pn532;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.khue.sim.world.Lesson;
import org.khue.sim.world.Noise;
import org.khue.sim.world.RoomWorld;

/// Who comes to the reader at the door, and when: at the start of a lesson the teacher, then the
/// pupils within some minutes; at its end the teacher. Not for several threads at once.
final class People {
  private static final double ARRIVING_MINUTES = 5;
  private static final double ENDING_MINUTES = 0.4;
  private static final int CLASSES = 6;
  private static final int CARDS_A_CLASS = 64;

  /// @param position in the recording
  private record Arrival(double position, Card card) {}

  private final RoomWorld world;
  private final Noise cards;
  private final Noise times;
  private @Nullable Lesson lesson;
  private List<Arrival> expected = List.of();
  private double position;

  People(RoomWorld world, Noise cards, Noise times) {
    this.world = world;
    this.cards = cards;
    this.times = times;
    this.position = world.position();
  }

  /// Lets those come whose time is there.
  void step(Consumer<Card> field) {
    double now = world.position();
    Lesson present = world.lesson().orElse(null);
    if (present != null && !present.equals(lesson)) {
      lesson = present;
      expected = arrivals(present);
    }
    for (Arrival arrival : expected) {
      if (arrival.position > position && arrival.position <= now) {
        field.accept(arrival.card);
      }
    }
    position = now;
  }

  private List<Arrival> arrivals(Lesson of) {
    List<Arrival> all = new ArrayList<>();
    long first = (times.bits(of.first()) >>> 1) % CLASSES * CARDS_A_CLASS;
    Card teacher = Card.ofTeacher(cards, first);
    double span = Math.min(ARRIVING_MINUTES, of.minutes() / 3.0);
    all.add(new Arrival(of.first() + 0.02 * span, teacher));
    for (int pupil = 1; pupil < of.people(); pupil++) {
      double share = 0.05 + 0.95 * times.unit((long) of.first() * CARDS_A_CLASS + pupil);
      all.add(new Arrival(of.first() + share * span, Card.ofPupil(cards, first + pupil)));
    }
    if (of.taught()) {
      all.add(new Arrival(of.end() - ENDING_MINUTES, teacher));
    }
    all.sort(Comparator.comparingDouble(Arrival::position));
    return all;
  }
}
