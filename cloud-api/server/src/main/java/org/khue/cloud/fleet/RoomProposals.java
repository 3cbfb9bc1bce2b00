package org.khue.cloud.fleet;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.khue.cloud.organisation.Rooms;
import org.khue.web.i18n.Names;

/// Which room of a unit's register a gateway most likely means: one of the same code, else one of
/// the same name, whatever case and diacritics.
@Singleton
public final class RoomProposals {
  private final Rooms rooms;

  RoomProposals(Rooms rooms) {
    this.rooms = rooms;
  }

  /// The likeliest first; none where nothing is alike.
  public List<org.khue.cloud.organisation.Room> of(UUID unit, Room reported) {
    Set<String> names =
        Stream.concat(Stream.of(reported.id()), reported.name().values().stream())
            .map(Names::fold)
            .collect(Collectors.toSet());
    String code = Names.fold(reported.id());
    return rooms.of(unit).stream()
        .filter(room ->
            names.contains(Names.fold(room.facts().code()))
                || names.contains(Names.fold(room.facts().name())))
        .sorted(Comparator.comparing(room -> !Names.fold(room.facts().code()).equals(code)))
        .toList();
  }
}
