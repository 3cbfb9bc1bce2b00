package org.khue.cloud.pages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.khue.cloud.fleet.Device;
import org.khue.cloud.fleet.Room;
import org.khue.contract.Inventory;

/// Chooses the few points that tell most about a room: the air first, then light, presence, power,
/// then what the instruments and projectors do. One of each sort.
final class KeyPoints {
  private static final int MOST = 6;
  private static final List<String> UNITS = List.of("[ppm]", "Cel", "%", "lx", "W");
  private static final String COUNTER = "tick";

  record Chosen(Device device, Inventory.Point point) {}

  private KeyPoints() {}

  static List<Chosen> of(Room room) {
    List<Chosen> all = new ArrayList<>();
    for (Device device : room.devices()) {
      for (Inventory.Point point : device.points()) {
        if (rank(point) < Integer.MAX_VALUE) {
          all.add(new Chosen(device, point));
        }
      }
    }
    all.sort(Comparator.comparingInt(chosen -> rank(chosen.point())));
    List<Chosen> key = new ArrayList<>();
    for (Chosen chosen : all) {
      boolean known = key.stream().anyMatch(earlier -> sort(earlier).equals(sort(chosen)));
      if (!known && key.size() < MOST) {
        key.add(chosen);
      }
    }
    return key;
  }

  /// The points whose course of the day is drawn: measured values only.
  static List<Chosen> charted(Room room, int most) {
    return of(room).stream()
        .filter(chosen -> chosen.point().states().isEmpty())
        .limit(most)
        .toList();
  }

  /// Whether the point is only the running sample counter of a simulated device.
  static boolean isCounter(Inventory.Point point) {
    return point.id().equals(COUNTER);
  }

  private static int rank(Inventory.Point point) {
    if (isCounter(point)) {
      return Integer.MAX_VALUE;
    }
    int unit = UNITS.indexOf(point.unit());
    if (unit >= 0) {
      return unit;
    }
    return point.states().isEmpty() ? Integer.MAX_VALUE : UNITS.size();
  }

  private static String sort(Chosen chosen) {
    return chosen.point().states().isEmpty()
        ? chosen.point().unit()
        : "state of " + chosen.device().id();
  }
}
