package org.khue.cloud.equipment.minimum;

import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.UUID;
import org.khue.cloud.equipment.internal.Ground;
import org.khue.cloud.equipment.register.Items;
import org.khue.cloud.organisation.Calendars;
import org.khue.cloud.organisation.RoomKind;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.SchoolClasses;
import org.khue.cloud.platform.problem.ProblemException;

/// Minimum lists, and the gap of a school to one. Lists come in as files, at the unit above all
/// others; everybody with `equipment.read` reads them.
@Singleton
public final class MinimumLists {
  private final Ground ground;
  private final SchoolClasses classes;
  private final Calendars calendars;
  private final Rooms rooms;

  MinimumLists(Ground ground, SchoolClasses classes, Calendars calendars, Rooms rooms) {
    this.ground = ground;
    this.classes = classes;
    this.calendars = calendars;
    this.rooms = rooms;
  }

  /// By code, the newest edition first.
  public List<MinimumList> all() {
    return ground.run("reading minimum lists", MinimumStore::all);
  }

  /// @throws ProblemException 404 if there is none
  public MinimumList get(UUID id) {
    return ground
        .run("reading a minimum list", read -> MinimumStore.find(read, id))
        .orElseThrow(() -> ProblemException.missing("minimum list"));
  }

  /// What a school has, needs and lacks by a list, by subject and code. Per class counts the
  /// classes of the list's level in the school year of today; per lab the labs, computer rooms and
  /// STEAM rooms.
  ///
  /// @throws ProblemException 403, or 404 if there is no such list
  public List<Gap> gaps(UUID id, UUID school) {
    ground.require(Items.READ, school);
    MinimumList list = get(id);
    long classesOfLevel =
        classes.of(school, calendars.yearOf(school, ground.today())).stream()
            .filter(some -> list.level().hasGrade(some.facts().grade()))
            .count();
    long labs = rooms.of(school).stream().filter(room -> isLab(room.facts().kind())).count();
    return ground
        .run("comparing with a minimum list", read -> MinimumStore.lines(read, id, school))
        .stream()
        .map(line -> {
          long times =
              switch (line.per()) {
                case SCHOOL -> 1;
                case CLASS -> classesOfLevel;
                case LAB -> labs;
              };
          return new Gap(line.type(), line.per(), need(line.quantity(), times), line.have());
        })
        .toList();
  }

  static long need(BigDecimal quantity, long times) {
    return quantity
        .multiply(BigDecimal.valueOf(times))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static boolean isLab(RoomKind kind) {
    return switch (kind) {
      case PHYSICS_LAB, CHEMISTRY_LAB, BIOLOGY_LAB, COMPUTER_LAB, STEAM -> true;
      case CLASSROOM, STUDIO, LIBRARY, MOBILE_CLASSROOM, GYM, OFFICE, OTHER -> false;
    };
  }
}
