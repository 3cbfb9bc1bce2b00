package org.khue.cloud.organisation;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What is known of a room.
///
/// @param building where it is
/// @param code unique in the unit, 1 to 20 characters, as on its door
/// @param name at most 200 characters
/// @param floor 1 is the ground floor; -9 to 99
/// @param capacity how many people it is for, 0 to 5,000
/// @param area m², over 0 to 99,999.99, two decimals
public record RoomFacts(
    UUID building,
    String code,
    String name,
    RoomKind kind,
    int floor,
    @Nullable Integer capacity,
    @Nullable BigDecimal area) {
  private static final BigDecimal LARGEST = new BigDecimal("99999.99");

  public RoomFacts {
    code = Entered.text(code);
    name = Entered.text(name);
  }

  List<Fault> faults() {
    return new Faults()
        .text("code", code, 20)
        .text("name", name, 200)
        .unless(floor >= -9 && floor <= 99, "floor", "-9 to 99")
        .unless(
            capacity == null || capacity >= 0 && capacity <= 5_000, "capacity", "0 to 5,000 people")
        .unless(
            area == null || area.signum() > 0 && area.compareTo(LARGEST) <= 0 && area.scale() <= 2,
            "area",
            "over 0 to 99,999.99 m², at most two decimals")
        .list();
  }
}
