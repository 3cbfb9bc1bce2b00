package org.khue.cloud.fleet;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What stands in which room, and what is wrong there.
public final class Fleet {
  private final FleetStore store;

  Fleet(FleetStore store) {
    this.store = store;
  }

  /// All rooms that ever sent an inventory, ordered by gateway.
  public List<Room> rooms() {
    return store.rooms(null);
  }

  /// The gateways that whoever acts may see.
  public Set<String> gateways() {
    return store.gateways();
  }

  /// The room of a gateway; empty before its first inventory.
  public Optional<Room> room(String gateway) {
    return store.rooms(gateway).stream().findFirst();
  }

  /// All devices that a gateway drives or ever drove, by id.
  public List<Fitting> fittings(String gateway) {
    return store.fittings(gateway);
  }

  /// Alarms that stand now, in all rooms, the oldest first.
  public List<Alarm> alarms() {
    return store.alarms();
  }

  /// The newest events of a gateway, newest first.
  ///
  /// @param device only of this device; empty for all
  /// @param limit 1 to 200
  public List<Happening> happenings(String gateway, String device, int limit) {
    if (limit < 1 || limit > 200) {
      throw new IllegalArgumentException("1 to 200 events can be asked for, not " + limit);
    }
    return store.happenings(gateway, device, limit);
  }
}
