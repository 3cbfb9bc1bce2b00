package org.khue.cloud.equipment.utilisation.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Matches units that lack something, or have too little of it, with the nearest one where it
/// stands idle.
public final class Neighbours {
  private static final double EARTH_KILOMETRES = 6_371.0088; // mean radius, IUGG
  private static final double FARTHEST_KILOMETRES = 20;

  private Neighbours() {}

  /// @param latitude degrees, WGS 84
  /// @param longitude degrees, WGS 84
  public record Position(double latitude, double longitude) {

    /// Kilometres over the ground to another one, on a sphere.
    public double to(Position other) {
      double halfLatitude = Math.toRadians(other.latitude - latitude) / 2;
      double halfLongitude = Math.toRadians(other.longitude - longitude) / 2;
      double chord =
          Math.pow(Math.sin(halfLatitude), 2)
              + Math.cos(Math.toRadians(latitude))
                  * Math.cos(Math.toRadians(other.latitude))
                  * Math.pow(Math.sin(halfLongitude), 2);
      return 2 * EARTH_KILOMETRES * Math.asin(Math.sqrt(chord));
    }
  }

  /// Something of a kind at a unit: wanted there, or idle.
  ///
  /// @param room empty for none
  public record Thing(UUID unit, String kind, Optional<UUID> room) {}

  /// @param kilometres between the two
  public record Match(Thing wanted, Thing idle, double kilometres) {}

  /// The nearest idle thing of the kind for each that is wanted, within 20 km; the nearest first.
  /// What has no position has no neighbours.
  public static List<Match> match(
      List<Thing> wanted, List<Thing> idle, Map<UUID, Position> positions) {
    List<Match> matches = new ArrayList<>();
    for (Thing want : wanted) {
      Position here = positions.get(want.unit());
      if (here == null) {
        continue;
      }
      idle.stream()
          .filter(other -> other.kind().equals(want.kind()) && !other.unit().equals(want.unit()))
          .flatMap(other ->
              Optional.ofNullable(positions.get(other.unit())).stream()
                  .map(there -> new Match(want, other, here.to(there))))
          .filter(match -> match.kilometres() <= FARTHEST_KILOMETRES)
          .min(Comparator.comparingDouble(Match::kilometres))
          .ifPresent(matches::add);
    }
    matches.sort(Comparator.comparingDouble(Match::kilometres));
    return matches;
  }
}
