package org.khue.cloud.pages;

import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.khue.cloud.fleet.Placement;
import org.khue.cloud.fleet.Placements;
import org.khue.cloud.organisation.Building;
import org.khue.cloud.organisation.Places;
import org.khue.cloud.organisation.Room;
import org.khue.cloud.organisation.Rooms;
import org.khue.cloud.organisation.Site;
import org.khue.cloud.platform.problem.ProblemException;
import org.khue.web.i18n.Text;

/// The rooms of the register that gateways stand in.
@Singleton
final class RegisterRooms {
  private final Placements placements;
  private final Rooms rooms;
  private final Places places;

  RegisterRooms(Placements placements, Rooms rooms, Places places) {
    this.placements = placements;
    this.rooms = rooms;
    this.places = places;
  }

  /// A room with where it is.
  record Found(Room room, Building building, Site site) {
    String sentence(Text text) {
      return text.t(
          "register.room",
          "code",
          room.facts().code(),
          "name",
          room.facts().name(),
          "kind",
          text.t(room.facts().kind().textKey()),
          "building",
          building.facts().name(),
          "site",
          site.facts().name());
    }

    String history() {
      return "/units/" + room.unit() + "/rooms/" + room.id() + "/history";
    }

    UUID id() {
      return room.id();
    }
  }

  /// Empty for a gateway that is tied to none, or to one that was removed.
  Optional<Found> of(Placement placement) {
    UUID id = placement.room();
    if (id == null) {
      return Optional.empty();
    }
    try {
      Room room = rooms.get(id);
      Building building = places.building(room.facts().building());
      return Optional.of(new Found(room, building, places.site(building.facts().site())));
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  /// The same for a gateway of that id.
  Optional<Found> of(String gateway) {
    return of(placements.get(gateway));
  }
}
