package org.khue.gateway.discovery;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.khue.driver.Deadline;
import org.khue.driver.Discoverer;
import org.khue.driver.DriverFactory;
import org.khue.driver.LinkException;
import org.khue.driver.TimeSource;
import org.khue.driver.link.HostLookup;
import org.khue.gateway.config.Room;
import org.khue.gateway.config.RoomDevice;

/// Where the devices of a room are: what a scan must not touch, and what it need not tell of.
///
/// @param wires in use
/// @param devices id by driver and address
record Configured(Set<String> wires, Map<String, String> devices) {
  private static final Duration LOOKUP = Duration.ofSeconds(1);

  static Configured of(Room room, Map<String, DriverFactory> drivers, TimeSource time) {
    Set<String> wires = new HashSet<>();
    Map<String, String> devices = new LinkedHashMap<>();
    for (RoomDevice device : room.devices()) {
      DriverFactory driver = drivers.get(device.profile().driver());
      Discoverer discoverer = driver == null ? null : driver.discoverer().orElse(null);
      if (discoverer != null) {
        Map<String, Object> connection = device.config().connection();
        add(discoverer, connection, device, wires, devices);
        Map<String, Object> numeric = numeric(connection, time);
        if (numeric != null) {
          add(discoverer, numeric, device, wires, devices);
        }
      }
    }
    return new Configured(wires, devices);
  }

  private static void add(
      Discoverer discoverer,
      Map<String, Object> connection,
      RoomDevice device,
      Set<String> wires,
      Map<String, String> devices) {
    Discoverer.Place place = discoverer.place(connection);
    if (!place.wire().isEmpty()) {
      wires.add(place.wire());
    }
    devices.put(key(device.profile().driver(), place.address()), device.id());
  }

  /// The same connection with the address that its host name means now: a scan meets numbers.
  private static @Nullable Map<String, Object> numeric(
      Map<String, Object> connection, TimeSource time) {
    Object host = connection.get("host");
    if (host == null || host.toString().matches("[0-9.]+")) {
      return null;
    }
    try {
      String address =
          HostLookup.resolve(host.toString(), 1, Deadline.after(LOOKUP, time))
              .getAddress()
              .getHostAddress();
      Map<String, Object> numeric = new HashMap<>(connection);
      numeric.put("host", address);
      return numeric;
    } catch (LinkException e) {
      return null; // Nobody can be met under a name that means nothing.
    }
  }

  private static String key(String driver, String address) {
    return driver + " " + address;
  }

  /// The device of the room at that place.
  Optional<String> at(String driver, String address) {
    return Optional.ofNullable(devices.get(key(driver, address)));
  }
}
