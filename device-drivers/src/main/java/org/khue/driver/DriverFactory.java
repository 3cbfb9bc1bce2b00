package org.khue.driver;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The entry of a driver, found through [java.util.ServiceLoader].
public interface DriverFactory {

  /// The wire's name, as profiles write it under `driver:`, such as `modbus-tcp`.
  String id();

  /// JSON Schema (2020-12) of the `connection` block of a device in a room file; unknown keys must
  /// be refused.
  String connectionSchema();

  /// JSON Schema of a point's `address` block in a profile.
  String addressSchema();

  Set<Capability> capabilities();

  /// The physical bus that the device sits on, such as `serial:/dev/ttyUSB0`. Devices with the same
  /// bus share one owner thread. A device with a connection of its own returns `device:<id>`.
  default String bus(DeviceConfig config) {
    return "device:" + config.id();
  }

  /// How devices of this wire are found; empty if they are only named in a room file.
  default Optional<Discoverer> discoverer() {
    return Optional.empty();
  }

  /// All that the schemas cannot say and that is wrong with this device, at once; empty if nothing
  /// is.
  List<Problem> validate(DeviceConfig config, Profile profile);

  /// Makes the driver of one device without any I/O: that begins with [Driver#probe].
  Driver create(DeviceConfig config, Profile profile, Links links, TimeSource time);
}
