package org.khue.driver;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Something that a scan met and that may be a device.
///
/// @param driver the [DriverFactory#id] that can speak to it
/// @param connection the block that would stand in a room file, as far as it is known
/// @param identity as the driver's own probe would tell it
/// @param label what it calls itself, such as its topic; may be empty
/// @param offers what it says it has: names of measured properties, resource types, `relay`
/// @param certainty how sure it is that a device stands there, and which
/// @param seen where it was seen, for people
public record Candidate(
    String driver,
    Map<String, Object> connection,
    Identity identity,
    String label,
    Set<String> offers,
    Certainty certainty,
    String seen) {
  public Candidate {
    connection = Map.copyOf(connection);
    offers = Set.copyOf(new TreeSet<>(offers));
  }

  /// How sure a finding is.
  public enum Certainty {
    /// It answered and said who it is.
    IDENTIFIED,
    /// It answers this protocol, but does not say who it is.
    UNNAMED,
    /// It answers this protocol, but wants a password first.
    LOCKED,
    /// Others remember it; it is not there now.
    ABSENT
  }
}
