package org.khue.driver;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A command of a profile.
///
/// @param name by language
/// @param address what goes over the wire, as the driver describes it in its README
/// @param args what it needs to know
/// @param deadline how long the device may take to confirm
/// @param dangerous whether a person must confirm it a second time
public record CommandSpec(
    String id,
    Map<String, String> name,
    Map<String, Object> address,
    List<ArgumentSpec> args,
    Duration deadline,
    boolean dangerous) {
  public CommandSpec {
    name = Map.copyOf(name);
    address = Map.copyOf(address);
    args = List.copyOf(args);
  }

  /// A harmless command without arguments.
  public CommandSpec(
      String id, Map<String, String> name, Map<String, Object> address, Duration deadline) {
    this(id, name, address, List.of(), deadline, false);
  }
}
