package org.khue.cloud.organisation;

import java.util.List;
import java.util.UUID;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What is known of a building.
///
/// @param site where it stands
/// @param code unique in the unit, 1 to 20 characters
/// @param name at most 200 characters
/// @param floors 1 to 99
public record BuildingFacts(UUID site, String code, String name, int floors) {
  public BuildingFacts {
    code = Entered.text(code);
    name = Entered.text(name);
  }

  List<Fault> faults() {
    return new Faults()
        .text("code", code, 20)
        .text("name", name, 200)
        .unless(floors >= 1 && floors <= 99, "floors", "1 to 99")
        .list();
  }
}
