package org.khue.driver;

import java.time.Duration;
import java.util.Map;

/// A command of a profile.
///
/// @param name by language
/// @param address what goes over the wire, as the driver describes it in its README
/// @param deadline how long the device may take to confirm
public record CommandSpec(
    String id, Map<String, String> name, Map<String, Object> address, Duration deadline) {
  public CommandSpec {
    name = Map.copyOf(name);
    address = Map.copyOf(address);
  }
}
