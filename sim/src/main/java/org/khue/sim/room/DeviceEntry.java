package org.khue.sim.room;

import com.fasterxml.jackson.databind.JsonNode;

/// A device as a room file names it; only what a simulator needs.
///
/// @param connection where it is to be met; an empty object if the file has none
/// @param listed whether a gateway's room file names it; one that does not is there to be found,
///   and what it sends is not counted
public record DeviceEntry(String id, String profile, JsonNode connection, boolean listed) {

  public String text(String key, String fallback) {
    JsonNode value = connection.path(key);
    return value.isMissingNode() || value.isNull() ? fallback : value.asText();
  }

  public int number(String key, int fallback) {
    return connection.path(key).asInt(fallback);
  }
}
