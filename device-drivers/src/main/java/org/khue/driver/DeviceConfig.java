package org.khue.driver;

import java.util.Map;

/// A device as a room file names it.
///
/// @param id unique in the gateway: lower-case letters, digits and hyphens
/// @param connection as the factory's schema describes it
/// @param source where it stands, `file:line`, for messages
public record DeviceConfig(String id, Map<String, Object> connection, String source) {
  public DeviceConfig {
    connection = Map.copyOf(connection);
  }

  /// The text under that key, or the fallback.
  public String text(String key, String fallback) {
    Object value = connection.get(key);
    return value == null ? fallback : value.toString();
  }

  /// The number under that key, or the fallback. The schema has made sure that it is a number.
  public int number(String key, int fallback) {
    return connection.get(key) instanceof Number number ? number.intValue() : fallback;
  }
}
