package org.khue.cloud.equipment.utilisation.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final UUID HERE = new UUID(0, 1);
  private static final UUID NEAR = new UUID(0, 2);
  private static final UUID FAR = new UUID(0, 3);
  private static final UUID NOWHERE = new UUID(0, 4);

  private static final Map<UUID, Neighbours.Position> POSITIONS =
      Map.of(
          HERE, new Neighbours.Position(10.7769, 106.7009),
          NEAR, new Neighbours.Position(10.7860, 106.7009),
          FAR, new Neighbours.Position(11.5, 106.7009));

  private static Neighbours.Thing thing(UUID unit, String kind) {
    return new Neighbours.Thing(unit, kind, Optional.of(unit));
  }

  @Test
  void distancesAreThoseOfTheEarth() {
    // Hanoi, Hoan Kiem to Ho Chi Minh City, Ben Thanh: 1,140 km by great circle.
    double kilometres =
        new Neighbours.Position(21.0287, 105.8524).to(new Neighbours.Position(10.7725, 106.6980));
    assertEquals(1_144, kilometres, 5);
    Neighbours.Position here = new Neighbours.Position(10.7769, 106.7009);
    assertEquals(0, here.to(here), 1e-9);
  }

  @Test
  void whatIsWantedMeetsTheNearestIdleOneOfItsKind() {
    Neighbours.Thing wanted = new Neighbours.Thing(HERE, "steam", Optional.empty());
    List<Neighbours.Match> matches =
        Neighbours.match(
            List.of(wanted),
            List.of(thing(FAR, "steam"), thing(NEAR, "steam"), thing(NEAR, "library")),
            POSITIONS);
    assertEquals(1, matches.size());
    assertEquals(thing(NEAR, "steam"), matches.getFirst().idle());
    assertEquals(1.01, matches.getFirst().kilometres(), 0.01);
  }

  @Test
  void whatIsFarOrHasNoPositionIsNoNeighbour() {
    List<Neighbours.Thing> idle = List.of(thing(FAR, "steam"), thing(NOWHERE, "steam"));
    assertTrue(Neighbours.match(List.of(thing(HERE, "steam")), idle, POSITIONS).isEmpty());
    assertTrue(Neighbours.match(List.of(thing(NOWHERE, "steam")), idle, POSITIONS).isEmpty());
    assertTrue(
        Neighbours.match(List.of(thing(HERE, "steam")), List.of(thing(HERE, "steam")), POSITIONS)
            .isEmpty());
  }
}
