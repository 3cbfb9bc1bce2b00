package org.khue.cloud.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.khue.contract.Inventory;

/// A device of a room, and how it is.
///
/// @param name by language
/// @param commands what it can be told to do
/// @param firstSeen when it first stood in an inventory
public record Device(
    String gateway,
    String id,
    Map<String, String> name,
    String profile,
    String kind,
    String wire,
    List<Inventory.Point> points,
    List<Inventory.Order> commands,
    Instant firstSeen,
    DeviceState state) {

  /// The point of that id.
  public Optional<Inventory.Point> point(String point) {
    return points.stream().filter(candidate -> candidate.id().equals(point)).findFirst();
  }

  /// The command of that id.
  public Optional<Inventory.Order> order(String command) {
    return commands.stream().filter(candidate -> candidate.id().equals(command)).findFirst();
  }
}
