package org.khue.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.khue.contract.Inventory;
import org.khue.contract.Stamp;
import org.khue.driver.PointSpec;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;
import org.khue.gateway.pipeline.Silence;

/// Tells the cloud what this gateway drives.
final class Inventories {
  private Inventories() {}

  static Inventory of(Room room, Stamp at) {
    return new Inventory(
        at,
        new Inventory.Room(room.id(), room.name(), room.kind()),
        room.devices().stream().map(Inventories::device).toList(),
        room.simulated());
  }

  private static Inventory.Device device(RoomDevice device) {
    List<Inventory.Point> points =
        device.profile().points().stream().map(Inventories::point).toList();
    return new Inventory.Device(
        device.id(),
        device.name(),
        device.profile().id(),
        device.profile().kind(),
        device.profile().driver(),
        points);
  }

  private static Inventory.Point point(PointSpec point) {
    Map<String, String> states = new TreeMap<>();
    point.states().forEach((number, name) -> states.put(Integer.toString(number), name));
    return new Inventory.Point(
        point.id(),
        point.name(),
        point.unit(),
        states,
        point.low(),
        point.high(),
        Silence.staleAfter(point).toSeconds());
  }
}
