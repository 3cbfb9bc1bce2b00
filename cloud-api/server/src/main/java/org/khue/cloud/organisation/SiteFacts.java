package org.khue.cloud.organisation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.khue.cloud.platform.problem.ProblemException.Fault;

/// What is known of a site.
///
/// @param name at most 200 characters, such as Cơ sở chính
/// @param latitude degrees north, WGS 84; with the longitude or not at all
/// @param longitude degrees east, WGS 84
/// @param main whether it is the unit's seat; one is
public record SiteFacts(
    String name,
    @Nullable String address,
    @Nullable Double latitude,
    @Nullable Double longitude,
    boolean main) {

  public SiteFacts {
    name = Entered.text(name);
    address = Entered.textOrNull(address);
  }

  List<Fault> faults() {
    return new Faults()
        .text("name", name, 200)
        .textOrNull("address", address, 500)
        .unless(within(latitude, 90), "latitude", "-90 to 90 degrees")
        .unless(within(longitude, 180), "longitude", "-180 to 180 degrees")
        .unless(
            (latitude == null) == (longitude == null),
            "longitude",
            "Latitude and longitude come together, or not at all.")
        .list();
  }

  /// Whether its position is known and lies far from Vietnam: most likely a slip, such as both
  /// numbers in the wrong order. A rough frame of the mainland, and one of the islands.
  public boolean isAbroad() {
    if (latitude == null || longitude == null) {
      return false;
    }
    boolean mainland =
        latitude >= 8.0 && latitude <= 23.5 && longitude >= 102.0 && longitude <= 110.0;
    boolean islands =
        latitude >= 6.5 && latitude <= 17.5 && longitude >= 109.0 && longitude <= 118.0;
    return !mainland && !islands;
  }

  private static boolean within(@Nullable Double degrees, double most) {
    return degrees == null || Double.isFinite(degrees) && Math.abs(degrees) <= most;
  }
}
