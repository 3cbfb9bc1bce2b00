package org.khue.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.khue.contract.Inventory;
import org.khue.contract.Stamp;
import org.khue.driver.ArgumentSpec;
import org.khue.driver.ArgumentSpec.Type;
import org.khue.driver.CommandSpec;
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
        points,
        device.profile().orders().stream().map(Inventories::order).toList());
  }

  private static Inventory.Order order(CommandSpec command) {
    return new Inventory.Order(
        command.id(),
        command.name(),
        command.args().stream().map(Inventories::argument).toList(),
        Math.max(1, command.deadline().toSeconds()),
        command.dangerous());
  }

  private static Inventory.Argument argument(ArgumentSpec argument) {
    String id = argument.id();
    Map<String, String> name = argument.name();
    return switch (argument.type()) {
      case Type.Num(String unit, double low, double high) ->
          new Inventory.Argument(
              id, name, Inventory.Argument.NUMBER, unit, low, high, List.of(), null);
      case Type.Choice(var names) ->
          new Inventory.Argument(
              id,
              name,
              Inventory.Argument.CHOICE,
              null,
              null,
              null,
              names.sequencedEntrySet().stream()
                  .map(choice -> new Inventory.Choice(choice.getKey(), choice.getValue()))
                  .toList(),
              null);
      case Type.Text(int longest) ->
          new Inventory.Argument(
              id, name, Inventory.Argument.TEXT, null, null, null, List.of(), longest);
    };
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
