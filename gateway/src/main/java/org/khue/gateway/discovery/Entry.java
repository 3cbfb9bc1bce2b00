package org.khue.gateway.discovery;

import java.util.Map;

/// A device as somebody wants it to stand in the room file.
///
/// @param id lower-case letters, digits and hyphens; for ever
/// @param name by language, `vi` and `en`; empty for the profile's
/// @param connection by hand: the whole block; of a finding: what is to be added, such as a
///   password
public record Entry(
    String id, String profile, Map<String, String> name, Map<String, Object> connection) {
  public Entry {
    name = Map.copyOf(name);
    connection = Map.copyOf(connection);
  }

  /// Without the connection, which may hold a password.
  @Override
  public String toString() {
    return "Entry[" + id + ", " + profile + "]";
  }
}
