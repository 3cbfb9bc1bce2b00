package org.khue.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a gateway drives, sent in the events stream at start and whenever its configuration
/// changes. It replaces the gateway's earlier inventory.
///
/// @param name by language (`vi`, `en`)
public record Inventory(Stamp at, Room room, List<Device> devices, boolean simulated)
    implements Entry {

  public Inventory {
    devices = List.copyOf(devices);
  }

  /// The room that the gateway sits in.
  ///
  /// @param kind classroom, steam, studio, library, physics-lab, chemistry-lab, biology-lab, …
  public record Room(String id, Map<String, String> name, String kind) {}

  /// @param kind what it is, for icons and grouping: meter, climate, projector, instrument,
  ///   card-reader, …
  /// @param wire the protocol that it speaks: modbus-tcp, coap, …
  public record Device(
      String id,
      Map<String, String> name,
      String profile,
      String kind,
      String wire,
      List<Point> points) {
    public Device {
      points = List.copyOf(points);
    }
  }

  /// @param unit UCUM code
  /// @param states the names of the numbers of a state point; empty for a measured value
  /// @param low the lower end of the plausible range, in `unit`
  /// @param silentAfterSeconds after this long without a reading the shown value is stale
  public record Point(
      String id,
      Map<String, String> name,
      String unit,
      Map<String, String> states,
      @Nullable Double low,
      @Nullable Double high,
      long silentAfterSeconds) {}
}
